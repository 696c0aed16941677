// Slices as they are; a layer of batch normalization keeps a running mean, and predicts with that.
function fitPreprocess(): (x: tf.Tensor4D) => tf.Tensor4D {
  return (x) => x;
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.batchNormalization({ inputShape: [8, 8, 3], momentum: 0.9 }),
      tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
