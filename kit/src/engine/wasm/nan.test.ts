import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { allFinite } from './nan';
import { expectAsNative, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

const unary = {
  abs: tf.abs,
  elu: tf.elu,
  exp: tf.exp,
  leakyRelu: tf.leakyRelu,
  log: tf.log,
  log1p: tf.log1p,
  logSoftmax: tf.logSoftmax,
  neg: tf.neg,
  relu: tf.relu,
  relu6: tf.relu6,
  selu: tf.selu,
  sigmoid: tf.sigmoid,
  softmax: tf.softmax,
  softplus: tf.softplus,
  sqrt: tf.sqrt,
  square: tf.square,
  step: tf.step,
  tanh: tf.tanh,
  toBool: (x: tf.Tensor) => x.toBool(),
  clip: (x: tf.Tensor) => tf.clipByValue(x, -0.5, 0.5),
  batchNorm: (x: tf.Tensor) => tf.batchNorm(x, tf.zeros([5]), tf.ones([5])),
  max: (x: tf.Tensor) => tf.max(x, 1),
  min: (x: tf.Tensor) => tf.min(x, 1),
  mean: (x: tf.Tensor) => tf.mean(x, 1),
  sum: (x: tf.Tensor) => tf.sum(x, 1),
  'sum of columns': (x: tf.Tensor) => tf.sum(x, 0),
  matMul: (x: tf.Tensor) => tf.matMul(x, tf.ones([5, 3])),
  'matMul on the right': (x: tf.Tensor) => tf.matMul(tf.ones([3, 4]), x),
};

const binary = {
  add: tf.add,
  div: tf.div,
  equal: tf.equal,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
  maximum: tf.maximum,
  minimum: tf.minimum,
  mul: tf.mul,
  notEqual: tf.notEqual,
  squaredDifference: tf.squaredDifference,
  sub: tf.sub,
};

// A NaN written down has no sign; that of an overflow has, on most machines.
const signs = { 'a plain': () => tf.scalar(Number.NaN), 'an overflow’s': overflow };
const unaryCases = Object.entries(unary).flatMap(([name, op]) =>
  Object.entries(signs).map(([sign, nan]) => ({ name, op, sign, nan })),
);

test.each(unaryCases)('$sign NaN in $name does what it does on tfjs-node', ({ op, nan }) =>
  expectAsNative(() => op(dotted(nan()))),
);

test.each(Object.entries(binary))('NaN on either side of %s', (_, op) =>
  expectAsNative(() => {
    const [nan, plain, row] = [dotted(overflow()), numbers([4, 5], 2), numbers([5], 3)];
    const pairs = [op(nan, plain), op(plain, nan), op(nan, row), op(row, nan), op(nan, nan)];
    const scalars = [op(plain, overflow()), op(overflow(), plain), op(nan, 1), op(tf.scalar(1), nan)];
    return tf.concat([...pairs, ...scalars].map((outcome) => outcome.flatten().toFloat()));
  }),
);

test.each(['relu', 'relu6', 'sigmoid', 'elu', 'linear'] as const)('NaN through a fused %s', (activation) =>
  expectAsNative(() => {
    const product = tf.fused.matMul({ a: dotted(overflow()) as tf.Tensor2D, b: tf.ones([5, 6]), activation });
    const x = dotted(overflow()).reshape([1, 4, 5, 1]) as tf.Tensor4D;
    const filter = tf.ones<tf.Rank.R4>([2, 2, 1, 3]);
    const convolved = tf.fused.conv2d({
      x,
      filter,
      strides: 1,
      pad: 'same',
      bias: tf.zeros([3]),
      activation,
    });
    return tf.concat([product.flatten(), convolved.flatten()]);
  }),
);

test('a NaN or an infinity anywhere is seen, and plain numbers are not taken for one', async () => {
  await tf.setBackend('wasm');
  for (const length of [0, 1, 4, 7, 16]) {
    expect(finite(new Float32Array(length).fill(3e38))).toBe(true);
    for (let at = 0; at < length; at++)
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
        expect(finite(new Float32Array(length).fill(-1e38).fill(bad, at, at + 1))).toBe(false);
  }
});

function finite(numbers: Float32Array): boolean {
  const x = tf.tensor1d(numbers);
  const answer = allFinite(tf.backend() as BackendWasm, x);
  x.dispose();
  return answer;
}

function overflow(): tf.Tensor {
  return tf.scalar(Number.POSITIVE_INFINITY).sub(Number.POSITIVE_INFINITY);
}

/** Numbers [4, 5] with a NaN at the start of a row, within one, at its end, and a row of nothing else. */
function dotted(nan: tf.Tensor): tf.Tensor {
  const mask = [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1];
  return tf.where(tf.tensor(mask, [4, 5], 'bool'), nan, numbers([4, 5]));
}
