import type { TrainedAnswer } from '../../sandbox';
import { failed, type Judgement } from '../matchers/judgement';
import type { RunData, TrainingTask } from './task';

/** Share of a whole training that may be computed besides: to try a rate, to look at a gradient. */
const BESIDES = 0.25;

/**
 * Whether more gradients were computed than the task's own `fit` needs, with the cell's batch size and rows. A
 * training that stops early needs fewer, and may.
 */
export function overBudget(
  task: TrainingTask,
  { train }: RunData,
  { steps }: TrainedAnswer,
): Judgement | undefined {
  const whole = task.epochs * Math.ceil(train.x.shape[0]! / task.batchSize);
  const most = Math.floor(steps.planned + BESIDES * whole);
  if (steps.made <= most) return undefined;
  return failed(
    'over-budget',
    `Your code computed ${steps.made} gradients; the training that the question asks for has ${steps.planned}. Is there ` +
      'a training of its own beside it?',
    { steps },
  );
}
