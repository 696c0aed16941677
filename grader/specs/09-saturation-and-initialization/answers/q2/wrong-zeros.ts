// With zeros every product is zero.
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x.sub(127.5).div(64);
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential();
  const hidden = { activation: 'relu', kernelInitializer: 'zeros' } as const;
  model.add(tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, ...hidden }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, ...hidden }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  for (let i = 0; i < 6; i++) model.add(tf.layers.dense({ units: 16, ...hidden }));
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
