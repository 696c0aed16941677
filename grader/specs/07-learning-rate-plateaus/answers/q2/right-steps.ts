// A schedule in steps.
function fitOptions() {
  return { callbacks: [new LearningRateScheduler((epoch) => 0.5 * 0.1 ** Math.floor(epoch / 6))] };
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
