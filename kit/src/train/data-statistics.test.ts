import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import { describeData } from './data-statistics';

beforeAll(async () => {
  await ready();
});

function targetsOf(y: tf.Tensor) {
  const x = tf.ones([y.shape[0]!, 2]);
  const { classCounts, targets } = describeData(x, y).statistics;
  tf.dispose([x, y]);
  return { classCounts, kind: targets!.kind };
}

test.each([
  [
    'one-hot',
    [
      [0, 1],
      [1, 0],
      [1, 0],
    ],
    { 0: 2, 1: 1 },
    'one-hot',
  ],
  [
    'smoothed',
    [
      [0.1, 0.9],
      [0.9, 0.1],
    ],
    { 0: 1, 1: 1 },
    'values',
  ],
  [
    'one-hot, divided by 255',
    [
      [0, 1 / 255],
      [1 / 255, 0],
    ],
    { 0: 1, 1: 1 },
    'values',
  ],
  [
    'several labels a row',
    [
      [1, 1],
      [0, 1],
      [0, 0],
    ],
    undefined,
    'one-hot',
  ],
  [
    'numbers',
    [
      [0.2, 0.9],
      [0.7, 0.1],
    ],
    undefined,
    'values',
  ],
  [
    'numbers below 0',
    [
      [-1, 2],
      [2, -1],
    ],
    undefined,
    'values',
  ],
  ['whole numbers', [[0], [2], [2]], { 0: 1, 2: 2 }, 'labels'],
])(
  'targets of more than one number are classes where rows share out the same whole: %s',
  (_name, y, classCounts, kind) => {
    expect(targetsOf(tf.tensor2d(y))).toEqual({ classCounts, kind });
  },
);
