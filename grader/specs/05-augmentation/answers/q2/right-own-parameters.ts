// Draws the parameters itself.
const plain = new ImageDataGenerator();
const between = (most: number) => most * (2 * random() - 1);

function augment(x: tf.Tensor): tf.Tensor {
  const images = tf.unstack(x);
  const changed = images.map((image) =>
    plain.applyTransform(image, { theta: between(20), tx: between(4), ty: between(4) }),
  );
  const result = tf.stack(changed);
  tf.dispose([...images, ...changed]);
  return result;
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.rescaling({ inputShape: [16, 16, 3], scale: 4, offset: -2 }),
      tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 32, activation: 'relu' }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.005), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
