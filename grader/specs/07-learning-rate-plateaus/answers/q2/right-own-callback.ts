// A callback of one's own, which sets the rate as the kit does.
let model: tf.LayersModel;

function fitOptions() {
  return {
    callbacks: [
      {
        onEpochEnd: async (epoch: number) => {
          if (epoch === 8) setLearningRate(model, 0.01);
          if (epoch === 12) setLearningRate(model, 0.001);
        },
      },
    ],
  };
}

function buildModel(): tf.LayersModel {
  model = tf.sequential({
    layers: [
      tf.layers.averagePooling2d({ inputShape: [12, 12, 3], poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.5), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
