import { type Dataset, datasets, RandomOverSampler, tf, trainTestSplit } from 'unstuck';
import type { NdArray } from 'unstuck/data';
import type { Experiment } from '../experiment';
import { binaryRows, choices } from './rows';
import { forTwoClasses, smallCnn } from './small-cnn';

interface Rows {
  x: NdArray;
  y: Float32Array;
}

/** The lesson's copies: rare images copied before the split, and behind it. */
export const experiment: Experiment = {
  says: 'Rare images are copied until the classes are even. Where that happens before half of the rows is held back, held-back rare images have twins in training, and the dashed lines flatter. Both networks know as little of rare images; only one says so.',
  names: { broken: 'copied, then split', fixed: 'split, then copied' },
  controls: {
    rare: { label: 'Rare images of 800', values: choices(10, 40, 200), initial: 40 },
    epochs: { label: 'Epochs', values: choices(20, 40), initial: 20 },
  },
  expected: { metric: 'val_acc', broken: { least: 0.9 }, fixed: { most: 0.8 } },
  prepare(side, { rare = 40, epochs = 20 }, seed) {
    const all = datasets.spots({ seed, counts: [800 - rare, rare] });
    const rows: Rows = { x: { values: all.x.values, shape: [800, 432] }, y: all.y.values };
    const [training, heldBack] = side === 'broken' ? halves(copied(rows), seed) : splitThenCopied(rows, seed);
    const asSpots = ({ x, y }: Rows): Dataset => ({
      x: { values: x.values, shape: [y.length, 12, 12, 3] },
      y: { values: y, shape: [y.length, 1] },
      classes: ['common', 'rare'],
    });
    const model = forTwoClasses(smallCnn({ inputShape: [12, 12, 3] }), tf.train.adam(0.003));
    return {
      ...binaryRows(asSpots(training), asSpots(heldBack), (x) => x.sub(110).div(40)),
      model,
      epochs,
    };
  },
};

function copied({ x, y }: Rows): Rows {
  return new RandomOverSampler().fitResample(x, y);
}

/** Half of the rows to train on, and half held back, each class in proportion. */
function halves({ x, y }: Rows, seed: number): [Rows, Rows] {
  const [trainX, heldX, trainY, heldY] = trainTestSplit(x, y, { testSize: 0.5, seed, stratify: y });
  return [
    { x: trainX, y: trainY },
    { x: heldX, y: heldY },
  ];
}

/** Both halves are made even, so that a rare image counts as much as on the other side, and none has a twin there. */
function splitThenCopied(rows: Rows, seed: number): [Rows, Rows] {
  const [training, heldBack] = halves(rows, seed);
  return [copied(training), copied(heldBack)];
}
