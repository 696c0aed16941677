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

function unitRangeOf(column: number[]): number {
  const x = tf.tensor2d(column, [column.length, 1]);
  const y = tf.zeros([column.length, 1]);
  const { unitRange } = describeData(x, y).statistics.features!;
  tf.dispose([x, y]);
  return unitRange;
}

test('moments are of the features of more than two values; of all where there are no others', () => {
  const features = (rows: number[][]) => {
    const [x, y] = [tf.tensor2d(rows), tf.tensor1d(rows.map((_, i) => i % 2))];
    const { features } = describeData(x, y).statistics;
    tf.dispose([x, y]);
    return features!;
  };
  const root = Math.sqrt(1.5);
  const marked = [-root, 0, root].map((value, i) => [value, i % 2, 7]);
  expect(features(marked)).toMatchObject({ count: 2, measured: 1 });
  expect(features(marked).sdOff).toBeCloseTo(0, 6);
  expect(features(marked).meanOff).toBeCloseTo(0, 6);
  const marks = [
    [0, 1],
    [1, 0],
    [1, 0],
  ];
  expect(features(marks)).toMatchObject({ count: 2, measured: 2 });
  expect(features(marks).meanOff).toBeCloseTo(0.5, 6);
});

test('ends at 0 and 1 are those of a scaler in one or two rows each, and of nature in more', () => {
  expect(unitRangeOf([0, 0.3, 1, 0.4])).toBe(1);
  expect(unitRangeOf([1, 0, 0.3, 0, 1])).toBe(1);
  expect(unitRangeOf([0, 0.3, 0, 1, 0])).toBe(0);
  expect(unitRangeOf([1, 0.3, 1, 1, 0])).toBe(0);
  expect(unitRangeOf([0, 0.3, 0.9])).toBe(0);
});

test('targets that are no finite numbers are counted', () => {
  const x = tf.zeros([3, 2]);
  const y = tf.tensor2d([[1], [Number.NaN], [Number.NEGATIVE_INFINITY]]);
  expect(describeData(x, y).statistics.targets).toMatchObject({ notFinite: 2 });
  tf.dispose([x, y]);
});
