import { datasets, LearningRateScheduler, ReduceLROnPlateau, type TrainCallback, tf } from 'unstuck';
import type { Experiment } from '../experiment';
import { binaryRows, choices } from './rows';

/** The lesson's spots and its smallest network: a rate that bounces, and ways to bring it down. */
export const experiment: Experiment = {
  says: 'Both start at the same learning rate. One keeps it; the other lowers it.',
  names: { broken: 'constant rate', fixed: 'lowered rate' },
  controls: {
    rate: { label: 'First rate', values: choices(0.00001, 0.001, 0.01, 0.2, 1), initial: 0.2 },
    how: {
      label: 'Lowered by',
      side: 'fixed',
      values: choices([0, 'ReduceLROnPlateau'], [1, 'a schedule: a tenth every 8 epochs'], [2, 'nothing']),
      initial: 0,
    },
    patience: { label: 'Patience', side: 'fixed', values: choices(1, 3, 5, 10), initial: 5 },
  },
  expected: { metric: 'loss', broken: { least: 0.35 }, fixed: { most: 0.25 } },
  prepare(side, { rate = 0.2, how = 0, patience = 5 }, seed) {
    const spots = (drawn: number, each: number) =>
      datasets.spots({ seed: drawn, counts: [each, each], deviation: 14 });
    const rows = binaryRows(spots(seed, 150), spots(seed + 1, 100), (x) => x.sub(110).div(30));
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [12, 12, 3],
          filters: 4,
          kernelSize: 5,
          strides: 2,
          activation: 'tanh',
        }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 1, activation: 'sigmoid' }),
      ],
    });
    model.compile({ optimizer: tf.train.adam(rate), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
    const callbacks = side === 'broken' ? [] : lowering(rate, how, patience);
    return { ...rows, model, epochs: 24, callbacks };
  },
};

function lowering(rate: number, how: number, patience: number): TrainCallback[] {
  if (how === 2) return [];
  if (how === 1) return [new LearningRateScheduler((epoch) => rate * 0.1 ** Math.floor(epoch / 8))];
  return [new ReduceLROnPlateau({ monitor: 'val_loss', factor: 0.1, patience, minLr: 1e-6 })];
}
