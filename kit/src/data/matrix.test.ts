import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { ready } from '../engine';
import { checkFinite, fromMatrix, toMatrix } from './matrix';

beforeAll(async () => {
  await ready();
});

const rows = [
  [1, 2, 3],
  [4, 5, 6],
];

test('the same rows are read from nested arrays, rows of typed arrays, values with a shape, and a tensor', () => {
  const x = tf.tensor2d(rows);
  const forms = [
    rows,
    rows.map((row) => Float32Array.from(row)),
    { values: new Float32Array(rows.flat()), shape: [2, 3] },
    { values: new Float64Array(rows.flat()), shape: [2, 3] },
    x,
  ];
  for (const form of forms)
    expect(toMatrix('x', form)).toMatchObject({ values: new Float64Array(rows.flat()), rows: 2, columns: 3 });
  x.dispose();
});

test('a matrix leaves in the form it came in, and the input is neither kept nor changed', () => {
  const before = tf.memory().numTensors;
  const x = tf.tensor2d(rows, [2, 3], 'int32');
  const back = fromMatrix<tf.Tensor>(toMatrix('x', x));
  expect([back.shape, back.dtype, back.arraySync()]).toEqual([[2, 3], 'float32', rows]);
  tf.dispose([x, back]);
  expect(tf.memory().numTensors).toBe(before);
  for (const values of [new Float32Array(rows.flat()), new Float64Array(rows.flat())]) {
    const shaped = fromMatrix<{ values: typeof values; shape: number[] }>(
      toMatrix('x', { values, shape: [2, 3] }),
    );
    expect(shaped).toEqual({ values, shape: [2, 3] });
    shaped.values[0] = 9;
    expect(values[0]).toBe(1);
  }
});

test('nested arrays come back to the last bit', () => {
  const cell = fc.double();
  const matrix = fc
    .integer({ min: 1, max: 4 })
    .chain((n) => fc.array(fc.array(cell, { minLength: n, maxLength: n }), { minLength: 1 }));
  fc.assert(fc.property(matrix, (x) => expect(fromMatrix<number[][]>(toMatrix('x', x))).toEqual(x)));
});

test.each([
  [[1, 2, 3], 'a: expected rows of features', 'got an array of shape [3]. Reshape it'],
  [new Float32Array(3), 'expected rows of features', 'got a Float32Array of 3. Reshape it'],
  [
    [[[1]]],
    'expected rows of features',
    'got an array of shape [1,1,1]. Reshape it: one feature as [rows, 1]; images as',
  ],
  [
    { values: new Float32Array(4), shape: [1, 2, 2, 1] },
    'got 4 values of shape [1,2,2,1]',
    'height * width * channels',
  ],
  [{ values: new Float32Array(4), shape: [3, 2] }, 'a: shape [3,2] holds 6 values', 'got 4'],
  [[], 'expected at least one row', 'got an array of shape [0]'],
  [[[]], 'expected at least one row', 'got an array of shape [1,0]'],
  [{ values: new Float32Array(0), shape: [0, 2] }, 'expected at least one row', 'shape [0,2]'],
  [[[1, 2], [3]], 'expected 2 values in every row', 'got 1 in row 1'],
  [[[1, 'b']], 'expected numbers', 'got "b" in row 0, column 1'],
  [[[1, undefined]], 'expected numbers', 'got undefined in row 0, column 1'],
  [[[1], 2], 'expected rows of features', 'Reshape'],
  [undefined, 'expected rows of features', 'got undefined'],
  ['text', 'expected rows of features', 'got "text"'],
  [{ a: 1 }, 'expected rows of features', 'got an object with keys a'],
])('%p is refused by name', (x, ...parts) => {
  for (const part of parts) expect(() => toMatrix('a', x as never)).toThrow(part as string);
});

test('a tensor of images or of strings is refused by its shape or dtype', () => {
  const images = tf.zeros([2, 4, 4, 3]);
  const text = tf.tensor2d([['a']]);
  expect(() => toMatrix('a', images)).toThrow('got a float32 tensor of shape [2,4,4,3]. Reshape it');
  expect(() => toMatrix('a', text)).toThrow(
    'a: expected a tensor of numbers, got a string tensor of shape [1,1]',
  );
  tf.dispose([images, text]);
});

test('an infinity, and NaN where it may not stand for a missing value, is refused by place', () => {
  const withNaN = toMatrix('a', [
    [1, 2],
    [3, Number.NaN],
  ]);
  expect(() => checkFinite('a', withNaN)).toThrow('a: expected finite numbers, got NaN in row 1, column 1');
  expect(() => checkFinite('a', withNaN, true)).not.toThrow();
  const infinite = toMatrix('a', [[1, -Infinity]]);
  expect(() => checkFinite('a', infinite, true)).toThrow(
    'expected finite numbers or NaN, got -Infinity in row 0, column 1',
  );
});
