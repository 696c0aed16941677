import { datasets, tf } from 'unstuck';
import type { Experiment } from '../experiment';
import { binaryRows, choices } from './rows';
import { forTwoClasses, smallCnn } from './small-cnn';

const as8bit = (x: tf.Tensor) => x.round().clipByValue(0, 255);
const mean = (x: tf.Tensor) => x.mean([1, 2, 3], true);
const smooth = (x: tf.Tensor) => tf.avgPool(x as tf.Tensor4D, 3, 1, 'same');

/** What befalls all images, in the lesson's order. */
const SPOILED: ((x: tf.Tensor) => tf.Tensor)[] = [
  as8bit,
  (x) => as8bit(mean(x).add(x.sub(mean(x)).mul(0.06))),
  (x) => as8bit(x.mul(0.1)),
  (x) => as8bit(smooth(smooth(x))),
];

/** The lesson's spoiled stripes: divided by 255, and with each image's own mean and scale taken away. */
export const experiment: Experiment = {
  says: 'All images are spoiled in the same way. One network gets them divided by 255; for the other each image is standardized by itself.',
  names: { broken: 'divided by 255', fixed: 'each image standardized' },
  controls: {
    spoiled: {
      label: 'Images',
      values: choices([0, 'good'], [1, 'washed out'], [2, 'dark'], [3, 'blurred']),
      initial: 1,
    },
    rate: { label: 'Learning rate', values: choices(0.0003, 0.003, 0.03), initial: 0.003 },
  },
  expected: { metric: 'val_acc', broken: { most: 0.6 }, fixed: { least: 0.95 } },
  prepare(side, { spoiled = 1, rate = 0.003 }, seed) {
    const scaled = side === 'broken' ? (x: tf.Tensor) => x.div(255) : standardized;
    const prepare = (x: tf.Tensor) => scaled(SPOILED[spoiled]!(x));
    const rows = binaryRows(datasets.gratings({ seed }), datasets.gratings({ seed: seed + 1 }), prepare);
    const model = forTwoClasses(smallCnn({ inputShape: [16, 16, 3] }), tf.train.adam(rate));
    return { ...rows, model, epochs: 8 };
  },
};

function standardized(x: tf.Tensor): tf.Tensor {
  const around = x.sub(mean(x));
  return around.div(around.square().mean([1, 2, 3], true).sqrt().maximum(1));
}
