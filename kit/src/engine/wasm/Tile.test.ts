import * as tf from '@tensorflow/tfjs';
import { expectAsNative, fewNumbers, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

const cases: [number[], number[]][] = [
  [[4], [3]],
  [
    [1, 5],
    [7, 1],
  ],
  [
    [6, 1],
    [1, 5],
  ],
  [
    [2, 3],
    [3, 2],
  ],
  [
    [2, 3],
    [1, 1],
  ],
  [
    [1, 1, 1, 4],
    [2, 3, 5, 1],
  ],
  [
    [2, 1, 3],
    [1, 4, 2],
  ],
  [
    [2, 3],
    [0, 2],
  ],
];

test.each(cases)('%p by %p', (shape, reps) => expectAsNative(() => tf.tile(numbers(shape), reps)));

test('whole numbers', () => expectAsNative(() => tf.tile(fewNumbers([2, 3]).toInt(), [2, 2])));

test('its gradient', () =>
  expectAsNative(() => tf.grad((x) => tf.tile(x, [3, 2]).square().sum())(numbers([2, 3]))));
