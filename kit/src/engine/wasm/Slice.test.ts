import * as tf from '@tensorflow/tfjs';
import { expectAsNative, fewNumbers, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

const cases: [number[], number[], number[]][] = [
  [[9], [2], [4]],
  [
    [9, 4],
    [3, 0],
    [2, 4],
  ],
  [
    [9, 4],
    [3, 1],
    [2, 2],
  ],
  [
    [9, 4],
    [8, 3],
    [1, 1],
  ],
  [
    [5, 4, 3],
    [1, 0, 0],
    [2, 4, 3],
  ],
  [
    [5, 4, 3],
    [1, 2, 0],
    [3, 2, 3],
  ],
  [
    [5, 4, 3],
    [0, 1, 1],
    [5, 2, 1],
  ],
  [
    [3, 4, 5, 2],
    [2, 0, 0, 0],
    [1, 4, 5, 2],
  ],
  [
    [3, 4, 5, 2],
    [0, 1, 2, 1],
    [3, 2, 3, 1],
  ],
  [
    [2, 3, 2, 3, 2],
    [1, 1, 0, 1, 0],
    [1, 2, 2, 2, 2],
  ],
  [
    [9, 4],
    [3, 0],
    [0, 4],
  ],
];

test.each(cases)('%p from %p, %p', (shape, begin, size) =>
  expectAsNative(() => tf.slice(numbers(shape), begin, size)),
);

test('to the end where no size is given', () => expectAsNative(() => tf.slice(numbers([6, 3]), [4, 1])));

test('whole numbers', () => expectAsNative(() => tf.slice(fewNumbers([6, 3]).toInt(), [4, 1])));

test('its gradient', () =>
  expectAsNative(() => tf.grad((x) => tf.slice(x, [1, 1], [2, 2]).square().sum())(numbers([4, 4]))));

test('words', async () => {
  await tf.setBackend('wasm');
  const words = tf.tidy(() => tf.slice(tf.tensor1d(['a', 'b', 'c']), 1, 2));
  expect(await words.data<'string'>()).toEqual(['b', 'c']);
  words.dispose();
});
