import * as tf from '@tensorflow/tfjs';

/** Keras' fuzz factor. */
export const EPSILON = 1e-7;

/** The two halves of the binary cross-entropy: what an element costs if it is a 1, and if it is a 0. */
export interface BinaryCosts {
  one: tf.Tensor;
  zero: tf.Tensor;
}

/** -log p and -log(1 - p) of each element, clipped and shifted by epsilon as Keras does. */
export function costsOfProbabilities(probabilities: tf.Tensor): BinaryCosts {
  const clipped = probabilities.clipByValue(EPSILON, 1 - EPSILON);
  return {
    one: clipped.add(EPSILON).log().neg(),
    zero: tf.sub(1, clipped).add(EPSILON).log().neg(),
  };
}

/** -log σ(x) and -log(1 - σ(x)) of each element; exact and with a gradient however large x is. */
export function costsOfLogits(logits: tf.Tensor): BinaryCosts {
  return { one: logits.neg().softplus(), zero: logits.softplus() };
}

/** What each element costs, given its target in [0, 1]. */
export function binaryCrossentropy(target: tf.Tensor, { one, zero }: BinaryCosts): tf.Tensor {
  return target.mul(one).add(tf.sub(1, target).mul(zero));
}
