import * as tf from '@tensorflow/tfjs';
import { expectAsNative, numbers, startBoth } from './native.fixture';
import { type PoolCase, poolCases } from './pool.fixture';

beforeAll(startBoth);

test.each(poolCases)('the gradient of average pooling is tfjs-node’s: $what', (size) =>
  expectAsNative(() => gradient(size)),
);

function gradient({ x, window, strides, pad }: PoolCase): tf.Tensor {
  const forward = (at: tf.Tensor) => tf.avgPool(at as tf.Tensor4D, window, strides, pad);
  const images = numbers(x);
  const dy = numbers(forward(images).shape, 3);
  return tf.grad((at) => forward(at).mul(dy).sum())(images);
}
