// The rate falls before anything is learned.
function fitOptions() {
  return { callbacks: [new LearningRateScheduler(() => 1e-6)] };
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.averagePooling2d({ inputShape: [12, 12, 3], poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.4), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
