import { datasets, tf } from 'unstuck';
import type { Experiment } from '../experiment';
import { binaryRows, choices } from './rows';
import { forTwoClasses, smallCnn } from './small-cnn';

/** The lesson's spots: one class is rare, and a weight makes each of its images count for many. */
export const experiment: Experiment = {
  says: 'Few of the 400 training images are rare. Half of the new images shown here are, so that an accuracy of one half means: no rare image is found. The mended network weighs the rare class.',
  names: { broken: 'no weights', fixed: 'class weights' },
  controls: {
    rare: { label: 'Rare images of 400', values: choices(4, 20, 80, 200), initial: 20 },
    weight: {
      label: 'Weight of a rare image',
      side: 'fixed',
      values: choices([0, 'as balanced'], 1, 4, 100),
      initial: 0,
    },
  },
  expected: { metric: 'val_acc', broken: { most: 0.6 }, fixed: { least: 0.75 } },
  prepare(side, { rare = 20, weight = 0 }, seed) {
    const rows = binaryRows(
      datasets.spots({ seed, counts: [400 - rare, rare] }),
      datasets.spots({ seed: seed + 1000, counts: [200, 200] }),
      (x) => x.sub(110).div(40),
    );
    const model = forTwoClasses(smallCnn({ inputShape: [12, 12, 3] }), tf.train.adam(0.003));
    const balanced = { 0: 400 / (2 * (400 - rare)), 1: 400 / (2 * rare) };
    const classWeight = weight === 0 ? balanced : { 0: 1, 1: weight };
    return { ...rows, model, epochs: 12, ...(side === 'fixed' ? { classWeight } : {}) };
  },
};
