import type { TrainedAnswer, TrainingRequest } from '../../sandbox';
import { failed, type Judgement, passed } from '../matchers/judgement';
import { overBudget } from './budget';
import { isConstant, unusable } from './predictions';
import type { Criterion, RunData, TrainedRun, TrainingTask } from './task';

/** What the child is sent for one run: nothing of a held-out row. */
export function requestOf(task: TrainingTask, run: number, { train }: RunData): TrainingRequest {
  const { epochs, batchSize } = task;
  return { seed: run, ...train, epochs, batchSize };
}

/** How one run was judged, with what every criterion measured; nothing where predictions cannot be measured. */
export interface Assessment {
  judgement: Judgement;
  measures: Record<string, number>;
}

/** Judges one trained answer: it passes when it misses no criterion. */
export function assess(task: TrainingTask, data: RunData, trained: TrainedAnswer): Assessment {
  const run: TrainedRun = { ...trained, predictions: trained.predictions[0]!, ...data };
  const broken = notNumbers(run) ?? unusable(run, task.outputs) ?? overBudget(task, data, trained);
  // JSON carries a loss that is no number as null; the feedback's curve ends there.
  if (broken)
    return {
      judgement: { ...broken, evidence: { ...broken.evidence, loss: run.history.loss ?? [] } },
      measures: {},
    };
  const measured = task.criteria.map((criterion) => ({ criterion, value: criterion.measure(run) }));
  const measures = Object.fromEntries(measured.map(({ criterion, value }) => [criterion.name, value]));
  const missed = measured.find(({ criterion, value }) => !meets(criterion, value));
  const judgement = missed
    ? fault(missed.criterion, missed.value, run, measures)
    : { ...passed(), evidence: { measures } };
  return { judgement, measures };
}

/**
 * Inputs that are no numbers. They are named before what came of them: whether a ReLU hands NaN on or makes 0 of it is
 * the processor's choice, so that such a network gives NaN on one machine and one half on another.
 */
function notNumbers({ input }: TrainedRun): Judgement | undefined {
  if (Number.isFinite(input.mean)) return undefined;
  return failed(
    'non-finite-input',
    'The training inputs that reach the network hold NaN or Infinity. Is something divided by 0, or the logarithm of 0 taken?',
    { input },
  );
}

/** Whether a value is within its bound; NaN never is. */
export function meets({ atLeast = -Infinity, atMost = Infinity }: Criterion, value: number): boolean {
  return value >= atLeast && value <= atMost;
}

function fault(criterion: Criterion, value: number, run: TrainedRun, measures: object): Judgement {
  const { name, atLeast, atMost } = criterion;
  const constant = isConstant(run.predictions, run.outputs);
  const reason =
    constant && criterion.reason === 'no-generalization' ? 'constant-predictions' : criterion.reason;
  const expected = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  const loss = run.history.loss ?? [];
  const curve = loss.length > 1 ? ` The loss went from ${show(loss[0]!)} to ${show(loss.at(-1)!)}.` : '';
  return failed(
    reason,
    `${name}: ${show(value)}, expected ${expected}. ${criterion.explain(value, run)}${curve}${constant ? SAME_FOR_ALL : ''}`,
    { measures, input: run.input, loss },
  );
}

const SAME_FOR_ALL = ' The network says the same to every row, whatever it is shown.';

function show(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);
}
