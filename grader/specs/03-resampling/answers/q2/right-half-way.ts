// Rare rows up, common rows down, to 570 each.
function preprocess(x: tf.Tensor2D): tf.Tensor2D {
  return x.sub(110).div(40);
}

function resample(x: tf.Tensor2D, y: tf.Tensor2D): { x: tf.Tensor; y: tf.Tensor } {
  const grown = new Smote({ samplingStrategy: { 1: 570 } }).fitResample(x, y);
  return new RandomUnderSampler({ samplingStrategy: { 0: 570 } }).fitResample(grown.x, grown.y);
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
