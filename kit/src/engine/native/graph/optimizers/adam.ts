import type * as tf from '@tensorflow/tfjs';
import { attribute, type GraphBuilder } from '../graph-builder';
import { stepNames, variableNames } from '../names';
import { FLOAT } from '../tfjs';
import { apply, floats, type GraphOptimizer, type Slot, slotName, slots } from './optimizer';

interface Adam {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Powers of the betas. */
  accBeta1: tf.Variable;
  accBeta2: tf.Variable;
  accumulatedFirstMoment: Slot[];
  accumulatedSecondMoment: Slot[];
}

/**
 * Adam as TensorFlow's `ResourceApplyAdam`. tfjs adds epsilon to the root of the corrected second moment
 * v / (1 - beta2^t), TensorFlow to the root of v: the same with an epsilon of epsilon * sqrt(1 - beta2^t).
 */
export function adam(given: tf.AdamOptimizer): GraphOptimizer {
  const optimizer = given as unknown as Adam;
  const betas = () => [optimizer.beta1, optimizer.beta2];
  const epsilons = new WeakMap<GraphBuilder, string>();
  return {
    variables: () =>
      new Map([
        ['power/0', optimizer.accBeta1],
        ['power/1', optimizer.accBeta2],
        ...slots('firstMoment', optimizer.accumulatedFirstMoment),
        ...slots('secondMoment', optimizer.accumulatedSecondMoment),
      ]),
    constants: () => [...betas(), optimizer.epsilon],
    rate: () => optimizer.learningRate,
    update(update) {
      const { graph, index, gradient } = update;
      if (!epsilons.has(graph)) epsilons.set(graph, correctedEpsilon(graph, optimizer.epsilon));
      const moments = [slotName('firstMoment', index), slotName('secondMoment', index)];
      const numbers = betas().map((beta) => graph.scalar(beta));
      const powers = [variableNames.value('power/0'), variableNames.value('power/1')];
      const inputs = [...moments, ...powers, stepNames.rate, ...numbers, epsilons.get(graph)!, gradient];
      return apply(update, 'ResourceApplyAdam', inputs);
    },
    finish: (graph, updates) =>
      betas().map((beta, i) => {
        const power = `power/${i}`;
        const next = graph.node('Mul', [variableNames.value(power), graph.scalar(beta)], floats());
        const waits = updates.map((update) => `^${update}`);
        return graph.node('AssignVariableOp', [power, next, ...waits], { dtype: attribute.type(FLOAT) });
      }),
  };
}

function correctedEpsilon(graph: GraphBuilder, epsilon: number): string {
  const rest = graph.node('Sub', [graph.scalar(1), variableNames.value('power/1')], floats());
  const root = graph.node('Sqrt', [rest], floats());
  return graph.node('Mul', [graph.scalar(epsilon), root], floats());
}
