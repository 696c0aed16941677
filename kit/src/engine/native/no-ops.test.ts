import * as tf from '@tensorflow/tfjs';
import { ready } from '..';
import type { NodeBackend } from './graph/tfjs';
import { installNoOps } from './no-ops';

beforeAll(async () => {
  process.env.UNSTUCK_GRAPH_MODE = 'off';
  await ready();
});

/** Runs `f` with the kernels in place, and counts the operations of TensorFlow's that it took. */
function withNoOps<T>(f: () => T): { result: T; operations: number } {
  const backend = tf.backend() as unknown as NodeBackend;
  const takeBack = installNoOps();
  const executed = jest.spyOn(backend, 'executeSingleOutput');
  try {
    const result = f();
    return { result, operations: executed.mock.calls.length };
  } finally {
    executed.mockRestore();
    takeBack();
  }
}

const x = () => tf.tensor2d([1, -2, 3, 4.5, 0, 6], [2, 3]);

test.each<[string, (tensor: tf.Tensor) => tf.Tensor, number]>([
  ['a reshape to the same shape', (tensor) => tensor.reshape([2, 3]), 0],
  ['a cast to the same type', (tensor) => tensor.cast('float32'), 0],
  ['a reshape to another shape', (tensor) => tensor.reshape([3, 2]), 1],
  ['a cast to another type', (tensor) => tensor.cast('int32'), 1],
])('%s gives what tfjs gives, in as many operations as it needs', (_what, f, needed) => {
  const expected = f(x());
  const { result, operations } = withNoOps(() => f(x()));
  expect([result.shape, result.dtype, [...result.dataSync()]]).toEqual([
    expected.shape,
    expected.dtype,
    [...expected.dataSync()],
  ]);
  expect(operations).toBe(needed);
});

test('what shares the memory outlives the other, and both are freed', () => {
  const before = tf.memory();
  const { result } = withNoOps(() => {
    const [first, other] = [x(), x()];
    const [same, cast] = [first.reshape([2, 3]), other.cast('float32')];
    tf.dispose([first, other]);
    const values = [...same.dataSync(), ...cast.dataSync()];
    tf.dispose([same, cast]);
    return values;
  });
  expect(result).toEqual([1, -2, 3, 4.5, 0, 6, 1, -2, 3, 4.5, 0, 6]);
  expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
});

test('gradients are those of tfjs', () => {
  const slope = () =>
    tf.tidy(() => [
      ...tf
        .grad((z: tf.Tensor) => tf.losses.sigmoidCrossEntropy(tf.onesLike(z), z.mul(2).add(1)))(x())
        .dataSync(),
    ]);
  const expected = slope();
  expect(withNoOps(slope).result).toEqual(expected);
});
