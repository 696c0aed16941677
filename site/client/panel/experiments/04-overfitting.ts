import { datasets, tf } from 'unstuck';
import type { Experiment } from '../experiment';
import { binaryRows, choices } from './rows';

/** The lesson's 160 stripes, one label in four wrong: what keeps a network from learning them by heart. */
export const experiment: Experiment = {
  says: 'One training label in four is wrong, and the held-out labels are right. The mended network has a price on its weights, or dropout, or fewer units.',
  names: { broken: 'plain', fixed: 'regularized' },
  controls: {
    l2: { label: 'L2', side: 'fixed', values: choices(0, 0.001, 0.01, 0.1), initial: 0.01 },
    dropout: { label: 'Dropout', side: 'fixed', values: choices(0, 0.3, 0.5, 0.8), initial: 0 },
    dense: {
      label: 'Dense layers',
      side: 'fixed',
      values: choices([1, '128 and 64'], [0, 'none']),
      initial: 1,
    },
    wrong: {
      label: 'Wrong labels',
      values: choices([0, 'none'], [4, 'one in four'], [3, 'one in three']),
      initial: 4,
    },
  },
  expected: { metric: 'val_acc', broken: { most: 0.92 }, fixed: { least: 0.95 } },
  prepare(side, settings, seed) {
    const train = datasets.gratings({ seed, perClass: 80, noise: 30 });
    const { wrong = 4 } = settings;
    const values = train.y.values.map((label, row) => (wrong && row % wrong === 0 ? 1 - label : label));
    const heldOut = datasets.gratings({ seed: seed + 1, noise: 30 });
    const rows = binaryRows({ ...train, y: { ...train.y, values } }, heldOut, (x) => x.div(255));
    return { ...rows, model: network(side === 'broken' ? {} : settings), epochs: 50 };
  },
};

function network({ l2 = 0, dropout = 0, dense = 1 }: Record<string, number>): tf.LayersModel {
  const kernel = l2 ? { kernelRegularizer: tf.regularizers.l2({ l2 }) } : {};
  const drop = () => (dropout ? [tf.layers.dropout({ rate: dropout })] : []);
  const hidden = (units: number) => [tf.layers.dense({ units, activation: 'relu', ...kernel }), ...drop()];
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      ...drop(),
      ...(dense ? [...hidden(128), ...hidden(64)] : []),
      tf.layers.dense({ units: 1, activation: 'sigmoid', ...kernel }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
