// Divides in preprocess, and once more in the network.
function resample(x: tf.Tensor4D, y: tf.Tensor2D): { x: tf.Tensor; y: tf.Tensor } {
  const order = tf.tensor1d(Array.from(tf.util.createShuffledIndices(x.shape[0])), 'int32');
  return { x: tf.gather(x, order), y: tf.gather(y, order) };
}

function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x.div(255);
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.rescaling({ scale: 1 / 255, inputShape: [16, 16, 1] }));
  const same = { kernelSize: 3, padding: 'same', activation: 'relu' } as const;
  model.add(tf.layers.conv2d({ filters: 32, ...same }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters: 64, ...same }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters: 128, ...same }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dropout({ rate: 0.5 }));
  model.add(tf.layers.dense({ units: 256, activation: 'relu' }));
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
  model.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

function fitOptions(): { validationSplit?: number } {
  return { validationSplit: 0.2 };
}
