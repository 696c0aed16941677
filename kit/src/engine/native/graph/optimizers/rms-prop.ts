import type * as tf from '@tensorflow/tfjs';
import { stepNames } from '../names';
import { apply, type GraphOptimizer, type Slot, slotName, slots } from './optimizer';

interface RmsProp {
  learningRate: number;
  decay: number;
  momentum: number;
  epsilon: number;
  centered: boolean;
  accumulatedMeanSquares: Slot[];
  accumulatedMoments: Slot[];
}

/** RMSProp as TensorFlow's `ResourceApplyRMSProp`; undefined where it is centered: there tfjs' formula is another. */
export function rmsProp(given: tf.RMSPropOptimizer): GraphOptimizer | undefined {
  const optimizer = given as unknown as RmsProp;
  if (optimizer.centered) return;
  const constants = () => [optimizer.decay, optimizer.momentum, optimizer.epsilon];
  return {
    variables: () =>
      new Map([
        ...slots('meanSquare', optimizer.accumulatedMeanSquares),
        ...slots('moment', optimizer.accumulatedMoments),
      ]),
    constants,
    rate: () => optimizer.learningRate,
    update(update) {
      const kept = [slotName('meanSquare', update.index), slotName('moment', update.index)];
      const numbers = constants().map((value) => update.graph.scalar(value));
      return apply(update, 'ResourceApplyRMSProp', [...kept, stepNames.rate, ...numbers, update.gradient]);
    },
  };
}
