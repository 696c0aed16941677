import type * as tf from '@tensorflow/tfjs';
import { stepNames } from '../names';
import { apply, type GraphOptimizer } from './optimizer';

interface Sgd {
  /** The negated rate, a tensor made anew by `setLearningRate`: what a step really uses. */
  c: tf.Tensor;
}

/** Gradient descent as TensorFlow's `ResourceApplyGradientDescent`. */
export function sgd(optimizer: tf.SGDOptimizer): GraphOptimizer {
  return {
    variables: () => new Map(),
    constants: () => [],
    rate: rateOf(optimizer),
    update: (update) => apply(update, 'ResourceApplyGradientDescent', [stepNames.rate, update.gradient]),
  };
}

/** Reads the rate in force; the tensor's values only when there is another tensor. */
export function rateOf(optimizer: tf.SGDOptimizer): () => number {
  let seen: tf.Tensor | undefined;
  let rate = Number.NaN;
  return () => {
    const { c } = optimizer as unknown as Sgd;
    if (c !== seen) rate = -c.dataSync()[0]!;
    seen = c;
    return rate;
  };
}
