import * as tf from '@tensorflow/tfjs';
import { type ConvCase, convCases } from './conv.fixture';
import { expectAsNative, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

test.each(convCases)('the input gradient is tfjs-node’s: $what', (size) =>
  expectAsNative(() => inputGradient(size)),
);

test.each(['valid', 'same'] as const)('a transposed convolution is tfjs-node’s: %s', (pad) => {
  const size: [number, number, number, number] = [2, pad === 'same' ? 8 : 9, pad === 'same' ? 8 : 9, 3];
  return expectAsNative(() =>
    tf.conv2dTranspose(
      numbers([2, 4, 4, 5]) as tf.Tensor4D,
      numbers([3, 3, 3, 5], 2) as tf.Tensor4D,
      size,
      2,
      pad,
    ),
  );
});

// tfjs-node has no padding in pixels, so the reference is its gradient through `tf.pad`.
test.each([
  ['narrower than the filter', [3, 3, 2, 3]],
  ['wider than the filter', [1, 1, 2, 3]],
])('a padding in pixels, %s', (_, filter) =>
  expectAsNative(() => {
    const weights = numbers(filter, 2) as tf.Tensor4D;
    const portable = tf.getBackend() === 'wasm';
    return tf.grad((x) => {
      const padded = portable
        ? x
        : tf.pad(x, [
            [0, 0],
            [1, 1],
            [1, 1],
            [0, 0],
          ]);
      return tf
        .conv2d(padded as tf.Tensor4D, weights, 1, portable ? 1 : 'valid')
        .square()
        .sum();
    })(numbers([2, 5, 6, 2]));
  }),
);

function inputGradient({ x, filter, strides, pad }: ConvCase): tf.Tensor {
  const weights = numbers(filter, 2) as tf.Tensor4D;
  const forward = (images: tf.Tensor) => tf.conv2d(images as tf.Tensor4D, weights, strides, pad);
  const images = numbers(x, 1);
  const dy = numbers(forward(images).shape, 3);
  return tf.grad((at) => forward(at).mul(dy).sum())(images);
}
