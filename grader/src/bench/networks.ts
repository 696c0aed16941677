import { tf } from 'unstuck';

/** A network to be timed. Data are random of the right shape: time does not depend on what is learned. */
export interface Network {
  name: string;
  /** Rows of one epoch; batches are of 32. */
  rows: number;
  loss: 'binaryCrossentropy' | 'categoricalCrossentropy';
  layers: () => tf.layers.Layer[];
}

/** The networks of the bench, in the order in which they run. Keras gets each as tfjs describes it. */
export const NETWORKS: readonly Network[] = [
  { name: 'answer-a', rows: 2000, loss: 'binaryCrossentropy', layers: answerA },
  { name: 'small', rows: 2000, loss: 'binaryCrossentropy', layers: small },
  { name: 'answer-d', rows: 320, loss: 'categoricalCrossentropy', layers: answerD },
  { name: 'dense', rows: 2000, loss: 'binaryCrossentropy', layers: dense },
];

/**
 * Finds a network by its name.
 *
 * @throws RangeError when there is none of that name; the message lists those there are.
 */
export function networkNamed(name: string): Network {
  const network = NETWORKS.find((candidate) => candidate.name === name);
  if (network) return network;
  throw new RangeError(
    `network: there is no "${name}"; there are: ${NETWORKS.map(({ name }) => name).join(', ')}`,
  );
}

/** Answer A's CNN on 32x32x3 images. */
function answerA(): tf.layers.Layer[] {
  return [
    conv(32, [32, 32, 3]),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),
  ];
}

/** The course's SMALL, on images of the size of the gratings. */
function small(): tf.layers.Layer[] {
  return [
    conv(8, [16, 16, 3]),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    conv(16),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),
  ];
}

/** Answer D's classifier of ten classes, on 64x64x3 in place of its 224x224x3. */
function answerD(): tf.layers.Layer[] {
  return [
    conv(32, [64, 64, 3]),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    conv(64),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    conv(128),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    tf.layers.dropout({ rate: 0.5 }),
    tf.layers.dense({ units: 256, activation: 'relu' }),
    tf.layers.dense({ units: 10, activation: 'softmax' }),
  ];
}

/** A network without images: 128-64-1 on 100 features. */
function dense(): tf.layers.Layer[] {
  return [
    tf.layers.dense({ units: 128, activation: 'relu', inputShape: [100] }),
    tf.layers.dense({ units: 64, activation: 'relu' }),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),
  ];
}

function conv(filters: number, inputShape?: number[]): tf.layers.Layer {
  return tf.layers.conv2d({
    filters,
    kernelSize: 3,
    activation: 'relu',
    ...(inputShape ? { inputShape } : {}),
  });
}
