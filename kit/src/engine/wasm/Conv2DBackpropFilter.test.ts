import * as tf from '@tensorflow/tfjs';
import { type ConvCase, convCases } from './conv.fixture';
import { expectAsNative, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

test.each(convCases)('the filter gradient is tfjs-node’s: $what', (size) =>
  expectAsNative(() => filterGradient(size)),
);

test('channels first is refused by name', async () => {
  await tf.setBackend('wasm');
  const x = tf.zeros<tf.Rank.R4>([1, 2, 4, 4]);
  const dy = tf.zeros<tf.Rank.R4>([1, 1, 3, 3]);
  const attrs = { strides: [1, 1], pad: 'valid', dataFormat: 'NCHW', filterShape: [2, 2, 2, 1] };
  expect(() => tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, attrs)).toThrow(
    'expected dataFormat "NHWC" (channelsLast), got "NCHW"',
  );
  tf.dispose([x, dy]);
});

function filterGradient({ x, filter, strides, pad }: ConvCase): tf.Tensor {
  const images = numbers(x, 1) as tf.Tensor4D;
  const forward = (w: tf.Tensor) => tf.conv2d(images, w as tf.Tensor4D, strides, pad);
  const weights = numbers(filter, 2);
  const dy = numbers(forward(weights).shape, 3);
  return tf.grad((w) => forward(w).mul(dy).sum())(weights);
}
