// Keeps the deviation of the training slices, and takes the mean of whatever comes.
function fitPreprocess(trainX: tf.Tensor4D): (x: tf.Tensor4D) => tf.Tensor4D {
  const deviation = tf.moments(trainX).variance.sqrt();
  return (x) => x.sub(x.mean([0, 1, 2])).div(deviation);
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
