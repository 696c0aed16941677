import { datasets, tf } from 'unstuck';
import type { Experiment } from '../experiment';
import { binaryRows, choices } from './rows';
import { forTwoClasses, smallCnn } from './small-cnn';

const ACTIVATIONS = ['sigmoid', 'tanh', 'relu'] as const;
const INITIALIZERS = ['glorotUniform', 'heNormal', 'zeros'] as const;

/** The lesson's deep network on stripes: a signal that dies on its way, and one that arrives. */
export const experiment: Experiment = {
  says: 'Two convolutions, dense layers of 16 units, one output. One network has sigmoids all the way; the other has what you choose.',
  names: { broken: 'sigmoid, Glorot', fixed: 'ReLU, He' },
  controls: {
    activation: {
      label: 'Activation',
      side: 'fixed',
      values: choices([0, 'sigmoid'], [1, 'tanh'], [2, 'ReLU']),
      initial: 2,
    },
    initializer: {
      label: 'First weights',
      side: 'fixed',
      values: choices([0, 'Glorot'], [1, 'He'], [2, 'zeros']),
      initial: 1,
    },
    dense: { label: 'Dense layers', values: choices(0, 2, 6), initial: 6 },
    rate: { label: 'Learning rate', values: choices(0.0003, 0.003, 0.03), initial: 0.003 },
  },
  expected: { metric: 'val_acc', broken: { most: 0.6 }, fixed: { least: 0.95 } },
  prepare(side, settings, seed) {
    const { activation = 2, initializer = 1, dense = 6, rate = 0.003 } = settings;
    const rows = binaryRows(
      datasets.gratings({ seed, perClass: 100 }),
      datasets.gratings({ seed: seed + 1, perClass: 100 }),
      (x) => x.sub(127.5).div(64),
    );
    const layers = smallCnn({
      inputShape: [16, 16, 3],
      activation: side === 'broken' ? 'sigmoid' : ACTIVATIONS[activation]!,
      initializer: side === 'broken' ? 'glorotUniform' : INITIALIZERS[initializer]!,
      dense: Array.from({ length: dense }, () => 16),
    });
    return { ...rows, model: forTwoClasses(layers, tf.train.adam(rate)), epochs: 12 };
  },
};
