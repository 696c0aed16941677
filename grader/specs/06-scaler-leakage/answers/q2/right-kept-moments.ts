// Mean and deviation of the training slices, kept.
function fitPreprocess(trainX: tf.Tensor4D): (x: tf.Tensor4D) => tf.Tensor4D {
  const { mean, variance } = tf.moments(trainX, [0, 1, 2]);
  return (x) => x.sub(mean).div(variance.sqrt());
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
