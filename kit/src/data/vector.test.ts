import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import { fromVector, toLabels, toVector } from './vector';

beforeAll(async () => {
  await ready();
});

const labels = Float64Array.of(0, 1, 2);

test('the same labels are read from and given back in every form', () => {
  const forms = [
    [0, 1, 2],
    [[0], [1], [2]],
    Uint8Array.of(0, 1, 2),
    { values: Float32Array.of(0, 1, 2), shape: [3] },
    { values: Float64Array.of(0, 1, 2), shape: [3, 1] },
  ];
  for (const form of forms) {
    const values = toVector('y', form);
    expect(values).toEqual(labels);
    expect(fromVector(values, form)).toEqual(form);
  }
});

test('a tensor gives back its rank and dtype', () => {
  const before = tf.memory().numTensors;
  for (const y of [
    tf.tensor1d([0, 1, 2], 'int32'),
    tf.tensor2d([[0], [1], [2]]),
    tf.tensor1d([0, 1, 1], 'bool'),
  ]) {
    const back = fromVector(toVector('y', y), y);
    expect([back.shape, back.dtype, back.arraySync()]).toEqual([y.shape, y.dtype, y.arraySync()]);
    tf.dispose([y, back]);
  }
  expect(tf.memory().numTensors).toBe(before);
});

test.each([
  [[], 'a: expected at least one value, got none'],
  [
    [
      [1, 0],
      [0, 1],
    ],
    'a: expected one number a sample, of shape [n] or [n, 1]; got an array of shape [2,2] (of one-hot',
  ],
  [
    { values: new Float32Array(4), shape: [2, 2] },
    'got 4 values of shape [2,2] (of one-hot rows, take the argmax first)',
  ],
  [{ values: new Float32Array(4), shape: [3] }, 'a: shape [3] holds 3 values, got 4'],
  [['1'], 'a: expected numbers, got "1" at 0'],
  [[[1], [undefined]], 'a: expected numbers, got undefined at 1'],
  [5, 'a: expected one number a sample, of shape [n] or [n, 1]; got 5'],
])('%p is refused by name', (y, message) => {
  expect(() => toVector('a', y as never)).toThrow(message);
});

test.each([0.5, Number.NaN, Infinity])('%p is no label', (label) => {
  expect(() => toLabels('a', [0, label])).toThrow(
    `a: expected whole numbers as labels, got ${label} at 1; for prob`,
  );
});
