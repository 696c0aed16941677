// Minus the logarithm of what the right class got, written out.
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x.sub(127.5).div(64);
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
    ],
  });
  model.add(tf.layers.dense({ units: 4, activation: 'softmax' }));
  const loss = (target: tf.Tensor, p: tf.Tensor) => target.mul(p.add(1e-7).log()).sum(-1).neg();
  model.compile({ optimizer: tf.train.adam(0.01), loss });
  return model;
}
