// Smaller batches: the gradients of neighbours disagree even more.
function fitOptions() {
  return { batchSize: 16 };
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.averagePooling2d({ inputShape: [12, 12, 3], poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.5), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
