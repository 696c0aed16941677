import * as tf from '@tensorflow/tfjs';
import { adam } from './adam';
import { momentum } from './momentum';
import type { GraphOptimizer } from './optimizer';
import { rmsProp } from './rms-prop';
import { sgd } from './sgd';

export type { GraphOptimizer, Update } from './optimizer';

/** The optimizer as nodes of a graph; undefined where it is none of tfjs' own four that TensorFlow has fused. */
export function graphOptimizer(optimizer: tf.Optimizer): GraphOptimizer | undefined {
  // A subclass may do anything.
  switch (optimizer.constructor) {
    case tf.AdamOptimizer:
      return adam(optimizer as tf.AdamOptimizer);
    case tf.MomentumOptimizer:
      return momentum(optimizer as tf.MomentumOptimizer);
    case tf.RMSPropOptimizer:
      return rmsProp(optimizer as tf.RMSPropOptimizer);
    case tf.SGDOptimizer:
      return sgd(optimizer as tf.SGDOptimizer);
    default:
      return undefined;
  }
}
