// fitTransform where transform was meant.
function fitPreprocess(trainX: tf.Tensor4D): (x: tf.Tensor4D) => tf.Tensor4D {
  const scaler = new StandardScaler();
  return (x) => scaler.fitTransform(x.reshape([-1, 3]) as tf.Tensor2D).reshape(x.shape);
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
