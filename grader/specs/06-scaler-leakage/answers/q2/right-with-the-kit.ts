// The kit's scaler, a column a pixel and colour.
const fitPreprocess = (trainX: tf.Tensor4D) => {
  const flat = (x: tf.Tensor): tf.Tensor2D => x.reshape([x.shape[0]!, 192]);
  const scaler = new StandardScaler().fit(flat(trainX));
  return (x: tf.Tensor4D) => scaler.transform(flat(x)).reshape(x.shape);
};

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
