// At rest, because it never went anywhere.
function fitOptions() {
  return {};
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.averagePooling2d({ inputShape: [12, 12, 3], poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.000003), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
