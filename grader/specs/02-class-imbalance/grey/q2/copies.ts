// Repeats the rare images: 19 times the updates on the same 60, which it sometimes learns by heart.
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x.sub(110).div(40);
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [12, 12, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.002), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** Repeats the rare images until there are as many as of the others. */
function resample(x: tf.Tensor4D, y: tf.Tensor) {
  const labels = Array.from(y.dataSync());
  const rows = labels.map((_, i) => [i]);
  const { sampleIndices } = new RandomOverSampler().fitResample(rows, labels);
  return { x: tf.gather(x, sampleIndices), y: tf.gather(y, sampleIndices) };
}

function fitOptions({ y }: { x: tf.Tensor; y: tf.Tensor }): object {
  return {};
}

const threshold = 0.5;
