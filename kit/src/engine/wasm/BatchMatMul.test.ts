import * as tf from '@tensorflow/tfjs';
import { expectAsNative, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

const sizes: [number, number, number][] = [
  [3, 4, 5],
  [1, 7, 1],
  [6, 1, 9],
  [32, 100, 17],
  [5, 600, 9],
  [1, 1, 1],
];
const transposes: [boolean, boolean][] = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
];
const cases = sizes.flatMap((size) => transposes.map((transpose) => [...size, ...transpose] as const));

test.each(cases)('%ix%i times %i columns, transposeA %s, transposeB %s', (m, k, n, transposeA, transposeB) =>
  expectAsNative(() => {
    const a = numbers(transposeA ? [k, m] : [m, k]);
    const b = numbers(transposeB ? [n, k] : [k, n], 2);
    return tf.matMul(a, b, transposeA, transposeB);
  }),
);

test.each(transposes)('a stack of one, transposeA %s, transposeB %s', (transposeA, transposeB) =>
  expectAsNative(() => {
    const a = numbers(transposeA ? [1, 5, 4] : [1, 4, 5]);
    const b = numbers(transposeB ? [1, 2, 5] : [1, 5, 2], 2);
    return tf.matMul(a, b, transposeA, transposeB);
  }),
);

test.each(transposes)('stacks of matrices, transposeA %s, transposeB %s', (transposeA, transposeB) =>
  expectAsNative(() => {
    const a = numbers(transposeA ? [3, 5, 4] : [3, 4, 5]);
    const b = numbers(transposeB ? [3, 2, 5] : [3, 5, 2], 2);
    return tf.matMul(a, b, transposeA, transposeB);
  }),
);

test('the same numbers on the right under two shapes', () =>
  expectAsNative(() => {
    const b = numbers([3, 4], 2);
    const products = [
      tf.matMul(numbers([2, 3]), b),
      tf.matMul(numbers([2, 4]), b.reshape([4, 3])),
      tf.matMul(numbers([2, 2]), b.reshape([2, 6])),
      tf.matMul(numbers([2, 3]), b.clone()),
    ];
    return tf.concat(products.map((product) => product.flatten()));
  }));

test.each(transposes)('NaN and infinity, transposeA %s, transposeB %s', (transposeA, transposeB) =>
  expectAsNative(() => {
    const bad = tf.tensor2d([1, Number.NaN, 2, 3, 4, 5, 6, Number.POSITIVE_INFINITY, 7], [3, 3]);
    return tf.concat(
      [bad, numbers([3, 3])].map((b) => tf.matMul(bad, b as tf.Tensor2D, transposeA, transposeB)),
    );
  }),
);

test('both gradients of a product', () =>
  expectAsNative(() => {
    const product = (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b).square().sum();
    const [da, db] = tf.grads(product)([numbers([8, 5]), numbers([5, 3], 2)]);
    return tf.concat([da!.flatten(), db!.flatten()]);
  }));
