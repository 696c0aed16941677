import { tf } from 'unstuck';

type Initializer = Parameters<typeof tf.layers.dense>[0]['kernelInitializer'];

/** In what the small networks of the lessons differ. */
export interface Look {
  inputShape: [number, number, number];
  filters?: number;
  activation?: 'relu' | 'sigmoid' | 'tanh';
  initializer?: Initializer;
  /** Units of each dense layer between the convolutions and the output. */
  dense?: number[];
}

/** Two convolutions with pooling, then dense layers: all but the output of a lesson's small network. */
export function smallCnn({
  inputShape,
  filters = 8,
  activation = 'relu',
  initializer = 'glorotUniform',
  dense = [],
}: Look): tf.layers.Layer[] {
  const hidden = { activation, kernelInitializer: initializer };
  return [
    tf.layers.conv2d({ inputShape, filters, kernelSize: 3, ...hidden }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.conv2d({ filters: 2 * filters, kernelSize: 3, ...hidden }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    ...dense.map((units) => tf.layers.dense({ units, ...hidden })),
  ];
}

/** Puts one sigmoid behind the layers and compiles them for two classes. */
export function forTwoClasses(layers: tf.layers.Layer[], optimizer: tf.Optimizer): tf.LayersModel {
  const model = tf.sequential({ layers: [...layers, tf.layers.dense({ units: 1, activation: 'sigmoid' })] });
  model.compile({ optimizer, loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
