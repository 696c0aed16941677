import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import { classWeight } from './class-weight';
import { goldens } from './sampling/sampling.fixture';

test.each(goldens.weights)('$name: as scikit-learn, or the formula', ({ y, mode, weights }) => {
  expect(classWeight(y, mode)).toEqual(weights);
});

test('the examples of the docstring', () => {
  expect(classWeight([0, 0, 0, 1])).toEqual({ 0: 2 / 3, 1: 2 });
  expect(classWeight([0, 0, 0, 1], 'complementary')).toEqual({ 0: 1 / 4, 1: 3 / 4 });
});

test('labels come as typed arrays, columns and tensors', async () => {
  await ready();
  const before = tf.memory().numTensors;
  const tensor = tf.tensor2d([[0], [0], [0], [1]]);
  for (const labels of [Uint8Array.of(0, 0, 0, 1), [[0], [0], [0], [1]], tensor]) {
    expect(classWeight(labels)).toEqual({ 0: 2 / 3, 1: 2 });
  }
  tensor.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test.each<[string, () => unknown, string]>([
  ['no labels', () => classWeight([]), 'classWeight: labels: expected at least one value, got none'],
  [
    'probabilities',
    () => classWeight([0, 0.5]),
    'classWeight: labels: expected whole numbers as labels, got 0.5 at 1',
  ],
  [
    'one class',
    () => classWeight([1, 1], 'complementary'),
    'classWeight: labels: "complementary" weighs two classes, got 1 (1); use "balanced"',
  ],
  ['three classes', () => classWeight([0, 1, 2], 'complementary'), 'weighs two classes, got 3 (0,1,2)'],
  [
    'mode',
    () => classWeight([0, 1], 'inverse' as never),
    'classWeight: mode: expected "balanced" or "complementary", got "inverse"',
  ],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(message);
});
