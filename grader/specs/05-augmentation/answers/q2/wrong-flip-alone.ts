// A flip that changes the class.
function augment(x: tf.Tensor): tf.Tensor {
  const generator = new ImageDataGenerator({ horizontalFlip: true });
  return tf.tidy(() => tf.stack(tf.unstack(x).map((image) => generator.randomTransform(image))));
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
