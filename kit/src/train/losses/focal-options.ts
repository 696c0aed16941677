import * as tf from '@tensorflow/tfjs';
import { checkNonNegative, checkShare } from './loss';

/** What both focal losses take. */
export interface FocalOptions {
  /** How strongly easy examples are weighed down, >= 0; 0 is the plain cross-entropy. Default 2. */
  gamma?: number;
  /** Predictions are logits (no sigmoid or softmax in the last layer). Default false. */
  fromLogits?: boolean;
  /** Moves the targets this far towards the uniform distribution, in [0, 1]. Default 0. */
  labelSmoothing?: number;
}

/** Throws where an option is out of its range. */
export function checkFocal({ gamma = 2, labelSmoothing = 0 }: FocalOptions): void {
  checkNonNegative('gamma', gamma);
  checkShare('labelSmoothing', labelSmoothing);
}

/** Moves targets towards 1 / classes. */
export function smooth(target: tf.Tensor, smoothing: number, classes: number): tf.Tensor {
  return smoothing === 0 ? target : target.mul(1 - smoothing).add(smoothing / classes);
}

/** (1 - p)^gamma: what is left of the loss of an example predicted with probability p. */
export function focalFactor(probability: tf.Tensor, gamma: number): tf.Tensor {
  // The gradient of x^0 at 0 would be 0 times infinity.
  return gamma === 0 ? tf.onesLike(probability) : tf.sub(1, probability).pow(gamma);
}
