// The split of the kit, with each class in proportion; plain gradient descent with momentum.
function resample(x: tf.Tensor4D, y: tf.Tensor2D) {
  const stratify = Array.from(tf.tidy(() => y.argMax(1).dataSync()));
  const [xa, xb, ya, yb] = trainTestSplit(x, y, { testSize: 0.2, stratify });
  return { x: tf.concat([xa, xb]), y: tf.concat([ya, yb]) };
}

function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x.div(255).sub(0.5).div(0.25);
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
  model.add(tf.layers.dropout({ rate: 0.5 }));
  model.add(tf.layers.dense({ units: 256, activation: 'relu' }));
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
  model.compile({
    optimizer: tf.train.momentum(0.02, 0.9),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

function fitOptions(): { validationSplit?: number } {
  return { validationSplit: 0.2 };
}
