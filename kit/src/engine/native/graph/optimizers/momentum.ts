import type * as tf from '@tensorflow/tfjs';
import { attribute } from '../graph-builder';
import { stepNames } from '../names';
import { apply, type GraphOptimizer, type Slot, slotName, slots } from './optimizer';
import { rateOf } from './sgd';

interface Momentum {
  accumulations: Slot[];
  /** The momentum, a tensor made once. */
  m: tf.Tensor;
  useNesterov: boolean;
}

/** Gradient descent with momentum as TensorFlow's `ResourceApplyMomentum`. */
export function momentum(given: tf.MomentumOptimizer): GraphOptimizer {
  const optimizer = given as unknown as Momentum;
  const factor = optimizer.m.dataSync()[0]!;
  return {
    variables: () => new Map(slots('momentum', optimizer.accumulations)),
    constants: () => [factor, Number(optimizer.useNesterov)],
    rate: rateOf(given),
    update(update) {
      const { index, gradient, graph } = update;
      const inputs = [slotName('momentum', index), stepNames.rate, gradient, graph.scalar(factor)];
      const nesterov = { use_nesterov: attribute.bool(optimizer.useNesterov) };
      return apply(update, 'ResourceApplyMomentum', inputs, nesterov);
    },
  };
}
