import * as tf from '@tensorflow/tfjs';
import { expectAsNative, fewNumbers, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

test.each([[[7]], [[7, 3]], [[7, 4, 4, 3]], [[7, 1]]])('rows of %p', (shape) =>
  expectAsNative(() => tf.gather(numbers(shape), [6, 0, 0, 3])),
);

test('rows by a table of indices', () =>
  expectAsNative(() =>
    tf.gather(
      numbers([5, 2]),
      tf.tensor2d(
        [
          [0, 1, 4],
          [2, 2, 3],
        ],
        [2, 3],
        'int32',
      ),
    ),
  ));

test('rows of whole numbers', () => expectAsNative(() => tf.gather(fewNumbers([5, 2]).toInt(), [4, 1])));

test('rows of truths', () => expectAsNative(() => tf.gather(numbers([5, 2]).greater(0), [4, 1])));

test('no rows', () => expectAsNative(() => tf.gather(numbers([5, 2]), tf.tensor1d([], 'int32'))));

test('columns', () => expectAsNative(() => tf.gather(numbers([5, 4]), [3, 0, 3], 1)));

test('per row of a batch', () =>
  expectAsNative(() =>
    tf.gather(
      numbers([2, 4, 3]),
      tf.tensor2d(
        [
          [0, 3],
          [2, 2],
        ],
        [2, 2],
        'int32',
      ),
      1,
      1,
    ),
  ));

test.each([5, -1])('an index %i outside is refused', async (index) => {
  await tf.setBackend('wasm');
  const x = numbers([5, 2]);
  expect(() => tf.tidy(() => tf.gather(x, [0, index]))).toThrow(`the index value ${index} is not in [0, 4]`);
  x.dispose();
});
