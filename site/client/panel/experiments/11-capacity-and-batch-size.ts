import { datasets, tf } from 'unstuck';
import type { Experiment } from '../experiment';
import { binaryRows, choices } from './rows';
import { forTwoClasses, smallCnn } from './small-cnn';

/** The lesson's stripes: many weights in the wrong place, and few in the right one. */
export const experiment: Experiment = {
  says: 'The same stripes. One network has a dense layer, the other convolutions. Capacity is no count of weights.',
  names: { broken: 'dense', fixed: 'convolutions' },
  controls: {
    units: { label: 'Dense units', side: 'broken', values: choices(16, 64, 256), initial: 256 },
    filters: { label: 'Filters', side: 'fixed', values: choices(1, 8, 32), initial: 8 },
    batch: { label: 'Batch size', values: choices(8, 32, 100, 400), initial: 32 },
    rate: { label: 'Learning rate', values: choices(0.001, 0.003, 0.03), initial: 0.003 },
  },
  expected: { metric: 'val_acc', broken: { most: 0.7 }, fixed: { least: 0.95 } },
  prepare(side, { units = 256, filters = 8, batch = 32, rate = 0.003 }, seed) {
    const rows = binaryRows(datasets.gratings({ seed }), datasets.gratings({ seed: seed + 1 }), (x) =>
      x.div(255),
    );
    const inputShape: [number, number, number] = [16, 16, 3];
    const dense = () => [tf.layers.flatten({ inputShape }), tf.layers.dense({ units, activation: 'relu' })];
    const layers = side === 'broken' ? dense() : smallCnn({ inputShape, filters });
    return { ...rows, model: forTwoClasses(layers, tf.train.adam(rate)), epochs: 10, batchSize: batch };
  },
};
