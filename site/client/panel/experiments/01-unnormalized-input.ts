import { datasets, tf } from 'unstuck';
import type { Experiment } from '../experiment';
import { binaryRows, choices } from './rows';

/** The lesson's stripes and its small network: the input's scale decides. */
export const experiment: Experiment = {
  says: 'The same stripes, the same network, the same start. Only what the pixels are divided by differs.',
  names: { broken: 'raw pixels', fixed: 'scaled pixels' },
  controls: {
    divisor: {
      label: 'Pixels divided by',
      side: 'fixed',
      values: choices(1, 16, 64, 255, 2550),
      initial: 255,
    },
    rate: { label: 'Learning rate', values: choices(0.0001, 0.001, 0.01, 0.1), initial: 0.01 },
    adam: { label: 'Optimizer', values: choices([0, 'momentum 0.9'], [1, 'adam']), initial: 0 },
  },
  expected: { metric: 'val_acc', broken: { most: 0.6 }, fixed: { least: 0.95 } },
  prepare(side, { divisor, rate, adam }, seed) {
    const scale = side === 'broken' ? 1 : divisor!;
    const rows = binaryRows(datasets.gratings({ seed }), datasets.gratings({ seed: seed + 1 }), (x) =>
      x.div(scale),
    );
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 1, activation: 'sigmoid' }),
      ],
    });
    const optimizer = adam ? tf.train.adam(rate!) : tf.train.momentum(rate!, 0.9);
    model.compile({ optimizer, loss: 'binaryCrossentropy', metrics: ['accuracy'] });
    return { ...rows, model, epochs: 12 };
  },
};
