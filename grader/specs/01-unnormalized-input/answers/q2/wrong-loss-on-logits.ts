// The loss on the logit, which mends answer A's data; here the ReLUs die instead.
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x;
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'linear' }),
    ],
  });
  model.compile({
    optimizer: tf.train.momentum(0.01, 0.9),
    loss: (y: tf.Tensor, z: tf.Tensor) => tf.losses.sigmoidCrossEntropy(y, z),
    metrics: ['accuracy'],
  });
  return model;
}
