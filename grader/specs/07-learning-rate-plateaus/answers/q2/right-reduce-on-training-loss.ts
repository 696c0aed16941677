// No images held back: the training loss bounces as well, and can be watched.
const fitOptions = () => ({
  callbacks: [new ReduceLROnPlateau({ monitor: 'loss', factor: 0.1, patience: 1 })],
});

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
