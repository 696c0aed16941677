// Copies of the rare rows.
function preprocess(x: tf.Tensor2D): tf.Tensor2D {
  return x.sub(110).div(40);
}

function resample(x: tf.Tensor2D, y: tf.Tensor2D): { x: tf.Tensor; y: tf.Tensor } {
  return new RandomOverSampler().fitResample(x, y);
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [2], units: 16, activation: 'relu' }),
      tf.layers.dense({ units: 16, activation: 'relu' }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.005), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
