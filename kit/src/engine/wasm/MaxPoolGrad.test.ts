import * as tf from '@tensorflow/tfjs';
import { expectAsNative, fewNumbers, numbers, startBoth } from './native.fixture';
import { holed, type PoolCase, poolCases } from './pool.fixture';

beforeAll(startBoth);

test.each(poolCases)('the gradient of max pooling is tfjs-node’s: $what', (size) =>
  expectAsNative(() => gradient(numbers(size.x), size)),
);

test.each(poolCases)('a tie goes to the first, as on tfjs-node: $what', (size) =>
  expectAsNative(() => gradient(fewNumbers(size.x), size)),
);

test.each(poolCases)('all equal: $what', (size) => expectAsNative(() => gradient(tf.zeros(size.x), size)));

test.each(poolCases)('with NaN among the numbers: $what', (size) =>
  expectAsNative(() => gradient(holed(size.x), size)),
);

test('a zero equals a negative zero', () => {
  const [size] = poolCases;
  return expectAsNative(() => {
    const zeros = numbers(size!.x).step().mul(0).mul(numbers(size!.x));
    return gradient(zeros, size!);
  });
});

function gradient(x: tf.Tensor, { window, strides, pad }: PoolCase): tf.Tensor {
  const forward = (at: tf.Tensor) => tf.maxPool(at as tf.Tensor4D, window, strides, pad);
  const dy = numbers(forward(x).shape, 3);
  return tf.grad((at) => forward(at).mul(dy).sum())(x);
}
