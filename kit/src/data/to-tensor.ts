import * as tf from '@tensorflow/tfjs';
import type { NdArray } from './ndarray';

/**
 * Copies an array into a new float32 tensor, which the caller owns.
 *
 * @example
 * const x = toTensor(datasets.gratings({ perClass: 5 }).x);
 * x.dispose();
 */
export function toTensor({ values, shape }: NdArray): tf.Tensor {
  return tf.tensor(values, shape, 'float32');
}
