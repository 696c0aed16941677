// Differences between neighbours have no level.
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  const right = x.slice([0, 0, 1, 0], [-1, 15, 15, -1]);
  const below = x.slice([0, 1, 0, 0], [-1, 15, 15, -1]);
  const here = x.slice([0, 0, 0, 0], [-1, 15, 15, -1]);
  const differences = tf.concat([right.sub(here), below.sub(here)], 3);
  const size = differences.square().mean([1, 2, 3], true).sqrt().add(0.01);
  return differences.div(size) as tf.Tensor4D;
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [15, 15, 6], filters: 8, kernelSize: 3, activation: 'relu' }),
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
