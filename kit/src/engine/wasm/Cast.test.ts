import * as tf from '@tensorflow/tfjs';
import { expectAsNative, fewNumbers, numbers, startBoth } from './native.fixture';

beforeAll(startBoth);

const types = ['float32', 'int32', 'bool'] as const;
const pairs = types.flatMap((from) => types.map((to) => [from, to] as const));

test.each(pairs)('%s to %s', (from, to) => expectAsNative(() => fewNumbers([40]).cast(from).cast(to)));

test('every number but zero is true', () =>
  expectAsNative(() => tf.tensor1d([0.5, -0.5, 0, -0, 256, 1e-30, Number.NaN]).cast('bool')));

test('a fraction loses what follows the point', () => expectAsNative(() => numbers([20]).mul(9).toInt()));
