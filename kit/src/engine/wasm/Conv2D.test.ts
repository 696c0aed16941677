import * as tf from '@tensorflow/tfjs';
import { type ConvCase, convCases } from './conv.fixture';
import { expectAsNative, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

test.each(convCases)('a convolution is tfjs-node’s: $what', (size) => expectAsNative(() => convolved(size)));

const fours = convCases.filter(({ what }) => what.startsWith('in fours'));
const spoils = { NaN: Number.NaN, infinity: Number.POSITIVE_INFINITY, 'a number that overflows': 3e38 };
const spoiled = fours.flatMap((size) =>
  Object.entries(spoils).map(([name, bad]) => ({ name, bad, ...size })),
);

// One bad number may spoil the outputs that it reaches, and no others of its tile.
test.each(spoiled)('$name in an image reaches what it reaches on tfjs-node: $what', ({ bad, ...size }) =>
  expectAsNative(() => convolved(size, (x) => with1(x, bad))),
);

test.each(spoiled)('$name in an image, both gradients: $what', ({ bad, ...size }) =>
  expectAsNative(() => {
    const [dx, dw] = gradients(size, (x) => with1(x, bad));
    return tf.concat([dx.flatten(), dw.flatten()]);
  }),
);

// A float32 function of weights is linear, so the difference of two of its values is the gradient but for
// rounding: the step can be large.
test.each(fours)('both gradients are the differences of the loss: $what', async (size) => {
  await tf.setBackend('wasm');
  for (const seed of [11, 12, 13])
    tf.tidy(() => {
      const [x, w] = [numbers(size.x, 1), numbers(size.filter, 2)];
      const [ax, aw] = [numbers(size.x, seed), numbers(size.filter, seed + 9)];
      const loss = (images: tf.Tensor, weights: tf.Tensor) => lossOf(size, images, weights).dataSync()[0]!;
      const [dx, dw] = gradients(size);
      const along = (gradient: tf.Tensor, way: tf.Tensor) => gradient.mul(way).sum().dataSync()[0]!;
      expect((loss(x.add(ax), w) - loss(x.sub(ax), w)) / 2 / along(dx, ax)).toBeCloseTo(1, 3);
      expect((loss(x, w.add(aw)) - loss(x, w.sub(aw))) / 2 / along(dw, aw)).toBeCloseTo(1, 3);
    });
});

test('over 1,000 steps nothing is kept', async () => {
  await tf.setBackend('wasm');
  const backend = tf.backend() as import('@tensorflow/tfjs-backend-wasm').BackendWasm;
  const bytes = () => (backend.wasm as unknown as { HEAPU8: Uint8Array }).HEAPU8.length;
  const [size] = fours;
  const step = () => tf.tidy(() => void gradients(size!));
  step();
  const before = [tf.memory().numTensors, backend.numDataIds(), bytes()];
  for (let i = 0; i < 1000; i++) step();
  expect([tf.memory().numTensors, backend.numDataIds(), bytes()]).toEqual(before);
});

function convolved({ x, filter, strides, pad }: ConvCase, spoil = same): tf.Tensor {
  return tf.conv2d(spoil(numbers(x, 1)) as tf.Tensor4D, numbers(filter, 2) as tf.Tensor4D, strides, pad);
}

function lossOf({ strides, pad }: ConvCase, x: tf.Tensor, w: tf.Tensor): tf.Tensor {
  const y = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad);
  return y.mul(numbers(y.shape, 3)).sum();
}

function gradients(size: ConvCase, spoil = same): [tf.Tensor, tf.Tensor] {
  const at = [spoil(numbers(size.x, 1)), numbers(size.filter, 2)];
  return tf.grads((x, w) => lossOf(size, x!, w!))(at) as [tf.Tensor, tf.Tensor];
}

function same(x: tf.Tensor): tf.Tensor {
  return x;
}

/** The same numbers, the fifth a bad one. */
function with1(x: tf.Tensor, bad: number): tf.Tensor {
  const values = x.dataSync().slice();
  values[5] = bad;
  return tf.tensor(values, x.shape);
}
