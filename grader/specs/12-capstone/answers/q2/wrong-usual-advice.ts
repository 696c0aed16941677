// Pixels divided, and then the advice for a gap: more dropout, and the rate lowered on plateaus.
function resample(x: tf.Tensor4D, y: tf.Tensor2D): { x: tf.Tensor; y: tf.Tensor } {
  const mixed = () => tf.tensor1d(Array.from(tf.util.createShuffledIndices(x.shape[0])), 'int32');
  return { x: tf.gather(x, mixed()), y: tf.gather(y, mixed()) };
}

function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x.div(255);
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential();
  const same = { kernelSize: 3, padding: 'same', activation: 'relu' } as const;
  model.add(tf.layers.conv2d({ inputShape: [16, 16, 1], filters: 32, ...same }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters: 64, ...same }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters: 128, ...same }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dropout({ rate: 0.7 }));
  model.add(tf.layers.dense({ units: 256, activation: 'relu' }));
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
  model.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

function fitOptions() {
  const calmer = new ReduceLROnPlateau({ monitor: 'val_loss', factor: 0.1, patience: 5, minLr: 1e-6 });
  return { validationSplit: 0.2, callbacks: [calmer] };
}
