import * as tf from '@tensorflow/tfjs';
import { expectAsNative, numbers, startBoth } from './native.fixture';
import { holed, poolCases } from './pool.fixture';

beforeAll(startBoth);

test.each(poolCases)('average pooling is tfjs-node’s: $what', ({ x, window, strides, pad }) =>
  expectAsNative(() => tf.avgPool(numbers(x) as tf.Tensor4D, window, strides, pad)),
);

test.each(poolCases)('with NaN among the numbers: $what', ({ x, window, strides, pad }) =>
  expectAsNative(() => tf.avgPool(holed(x) as tf.Tensor4D, window, strides, pad)),
);

test.each(poolCases)('of nothing but NaN: $what', ({ x, window, strides, pad }) =>
  expectAsNative(() => tf.avgPool(tf.fill(x, Number.NaN) as tf.Tensor4D, window, strides, pad)),
);
