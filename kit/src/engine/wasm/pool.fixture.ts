import * as tf from '@tensorflow/tfjs';
import { fewNumbers, numbers } from './native.fixture';

/** Sizes of one pooling of x [B, H, W, C]. */
export interface PoolCase {
  what: string;
  x: [number, number, number, number];
  window: [number, number];
  strides: [number, number];
  pad: 'valid' | 'same';
}

export const poolCases: PoolCase[] = [
  { what: '2x2', x: [3, 8, 6, 5], window: [2, 2], strides: [2, 2], pad: 'valid' },
  { what: '2x2, odd sizes', x: [2, 7, 9, 3], window: [2, 2], strides: [2, 2], pad: 'valid' },
  { what: '2x2, channels in fours', x: [2, 6, 4, 8], window: [2, 2], strides: [2, 2], pad: 'valid' },
  {
    what: '2x2, channels in fours, odd sizes',
    x: [2, 7, 5, 4],
    window: [2, 2],
    strides: [2, 2],
    pad: 'valid',
  },
  { what: '2x2, one image, one channel', x: [1, 5, 5, 1], window: [2, 2], strides: [2, 2], pad: 'valid' },
  { what: '2x2, same, even sizes', x: [2, 6, 4, 3], window: [2, 2], strides: [2, 2], pad: 'same' },
  { what: '2x2, same, odd sizes', x: [2, 7, 5, 3], window: [2, 2], strides: [2, 2], pad: 'same' },
  { what: '3x3, overlapping', x: [2, 9, 8, 4], window: [3, 3], strides: [2, 2], pad: 'valid' },
  { what: '3x3, overlapping, same', x: [2, 8, 9, 4], window: [3, 3], strides: [2, 2], pad: 'same' },
  { what: '2x2 at every pixel', x: [2, 5, 6, 2], window: [2, 2], strides: [1, 1], pad: 'valid' },
  { what: 'a tall window', x: [2, 9, 6, 2], window: [3, 1], strides: [3, 1], pad: 'valid' },
  { what: 'windows with gaps', x: [1, 9, 9, 2], window: [2, 2], strides: [3, 4], pad: 'valid' },
  { what: 'one window for all', x: [3, 6, 4, 3], window: [6, 4], strides: [6, 4], pad: 'valid' },
];

/** Numbers of which about one in four is NaN. */
export function holed(shape: number[]): tf.Tensor {
  return tf.where(fewNumbers(shape, 7).equal(1), tf.scalar(Number.NaN), numbers(shape));
}
