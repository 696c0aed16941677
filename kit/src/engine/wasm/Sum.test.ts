import * as tf from '@tensorflow/tfjs';
import { expectAsNative, fewNumbers, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

const axes = [undefined, 0, 1, 3, -1, [0, 1], [0, 1, 2], [1, 0], [0, 2], [1, 2], [2, 3], [0, 1, 2, 3]];

test.each(axes)('over axis %p', (axis) => expectAsNative(() => tf.sum(numbers([5, 4, 3, 2]), axis)));

test.each(axes)('over axis %p, kept as a 1', (axis) =>
  expectAsNative(() => tf.sum(numbers([5, 4, 3, 2]), axis, true)),
);

test('a whole number stays one', () => expectAsNative(() => tf.sum(fewNumbers([7, 3]).toInt(), 0)));

test('a count of true', () => expectAsNative(() => tf.sum(numbers([9, 2]).greater(0), 0)));

test.each([3, 4, 12])('many more rows than are added at once, %i columns', (columns) =>
  expectAsNative(() => tf.sum(numbers([4111, columns]), 0)),
);

test('no rows', () => expectAsNative(() => tf.sum(tf.zeros([0, 4]), 0)));

test('NaN reaches its own column only', () =>
  expectAsNative(() =>
    tf.sum(
      tf.tensor2d([
        [1, Number.NaN, 5, 6],
        [2, 3, 7, 8],
      ]),
      0,
    ),
  ));
