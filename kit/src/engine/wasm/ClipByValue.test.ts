import * as tf from '@tensorflow/tfjs';
import { expectAsNative, fewNumbers, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

test('numbers', () => expectAsNative(() => tf.clipByValue(numbers([50]), -0.5, 0.25)));

test('whole numbers', () => expectAsNative(() => tf.clipByValue(fewNumbers([50]).toInt(), -1, 1)));

test('NaN stays, infinity is clipped', () =>
  expectAsNative(() => tf.clipByValue(tf.tensor1d([Number.NaN, Infinity, -Infinity, 0]), -1, 1)));

test('its gradient, zero outside the bounds', () =>
  expectAsNative(() => tf.grad((x) => tf.clipByValue(x, -0.5, 0.25).square().sum())(numbers([50]))));
