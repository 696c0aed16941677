// Removes the washed-out images from training: the network is as blind to them as before.
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x.div(255);
}

function resample(x: tf.Tensor4D, y: tf.Tensor) {
  const contrast = tf.moments(x, [1, 2, 3]).variance.sqrt();
  const kept = Array.from(contrast.dataSync()).flatMap((value, row) => (value > 0.03 ? [row] : []));
  const rows = tf.tensor1d(kept, 'int32');
  return { x: x.gather(rows), y: y.gather(rows) };
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
