import * as tf from '@tensorflow/tfjs';
import { ready } from '..';
import { installGradients } from './gradients';

beforeAll(async () => {
  process.env.UNSTUCK_GRAPH_MODE = 'off';
  await ready();
});

const slope = (x: tf.Tensor, dy: tf.Tensor) =>
  Array.from(
    tf
      .grad((z) => tf.relu(z))(x, dy)
      .dataSync(),
  );

function withTensorFlow<T>(f: () => T): T {
  const takeBack = installGradients();
  try {
    return f();
  } finally {
    takeBack();
  }
}

test.each([[[7]], [[5, 33]], [[2, 7, 6, 3]]])('the gradient of relu on %j is that of tfjs', (shape) => {
  const [x, dy] = [1, 2].map((seed) => tf.randomNormal(shape, 0, 1, 'float32', seed)) as [
    tf.Tensor,
    tf.Tensor,
  ];
  expect(withTensorFlow(() => slope(x, dy))).toEqual(slope(x, dy));
});

test('it is 0 at zero and below, and finite differences agree elsewhere', () => {
  const x = tf.tensor1d([-1, -0, 0, 1e-3, 2, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  const dy = tf.tensor1d([1, 2, 3, 4, 5, 6, 7]);
  const found = withTensorFlow(() => slope(x, dy));
  expect(found).toEqual([0, 0, 0, 4, 5, 6, 0]);
  expect(found).toEqual(slope(x, dy));
  const h = 1e-4;
  const [above, below] = [2 + h, 2 - h].map((z) => Math.max(0, z)) as [number, number];
  expect((5 * (above - below)) / (2 * h)).toBeCloseTo(found[4]!, 6);
});

test('a NaN before relu gives 0 as in Keras, where tfjs gives NaN; a NaN from above passes', () => {
  const [x, dy] = [tf.tensor1d([Number.NaN, Number.NaN]), tf.tensor1d([1, Number.NaN])];
  expect(slope(x, dy)).toEqual([Number.NaN, Number.NaN]);
  expect(withTensorFlow(() => slope(x, dy))).toEqual([0, Number.NaN]);
});

test('taken back, tfjs computes it again', () => {
  withTensorFlow(() => 0);
  expect(slope(tf.tensor1d([Number.NaN]), tf.tensor1d([1]))).toEqual([Number.NaN]);
});
