import { storedErrors } from '../../calibrate/errors';
import { findLesson } from '../../lessons';
import type { Answer } from '../answer';
import type { Judgement } from '../matchers/judgement';
import type { Circumstances } from '../question';
import { type Evidence, Verdict } from '../verdict';
import { assess, requestOf } from './assess';
import { type PassedRun, secondLook, type Train } from './second-look';
import { type RunErrors, type Sequence, sequentially } from './sequential';
import type { TrainingTask } from './task';

/** One run of a training, as it was judged. */
interface Run extends Judgement, PassedRun {}

/**
 * Judges a training question: runs on data of their own, until the verdict is certain at the stored bounds, and a
 * second look at what passed.
 *
 * @example
 * question('q2', judgeTraining(q2));
 */
export function judgeTraining(task: TrainingTask) {
  return async (answer: Answer, { seed, lesson, question }: Circumstances): Promise<Evidence> => {
    const errors = storedErrors(findLesson(lesson), question);
    if (!errors)
      throw new Verdict('inconclusive', 'not-calibrated', 'The grader has no bounds for this question yet.');
    const train: Train = (...given) => answer.train(...given);
    return judgeTrained(task, train, { seed, errors, hasFreeCore: () => answer.hasFreeCore() });
  };
}

export interface JudgeOptions {
  /** Of the first run. */
  seed: number;
  /** How often one run errs at most. */
  errors: RunErrors;
  /** Default: there is none. */
  hasFreeCore?: () => boolean;
}

/**
 * The same for an answer that is trained in another way: in this process, where its author is trusted.
 *
 * @returns the evidence of a pass. @throws Verdict where it does not pass, and what the training throws.
 */
export async function judgeTrained(
  task: TrainingTask,
  train: Train,
  { seed, errors, hasFreeCore }: JudgeOptions,
): Promise<Evidence> {
  const sequence = await sequentially(seed, errors, (run) => judgeRun(task, train, run), hasFreeCore);
  refuse(sequence);
  const evidence = { runs: sequence.runs.map(briefly) };
  const passed = sequence.runs.find(({ pass }) => pass)!;
  const found = await secondLook(task, train, passed);
  if (found) throw new Verdict('fail', found.reason, found.feedback, { ...evidence, ...found.evidence });
  return evidence;
}

async function judgeRun(task: TrainingTask, train: Train, seed: number): Promise<Run> {
  const data = task.data(seed);
  const trained = await train(task.hooks, requestOf(task, seed, data), [data.heldOut.x]);
  return { ...assess(task, data, trained).judgement, seed, data, trained };
}

/** A fail is told by its first failed run; the evidence is that of all. */
function refuse({ decision, runs }: Sequence<Run>): void {
  if (decision === 'pass') return;
  const failed = runs.find(({ pass }) => !pass)!;
  const evidence = { seed: failed.seed, ...failed.evidence, runs: runs.map(briefly) };
  if (decision === 'fail') throw new Verdict('fail', failed.reason, failed.feedback, evidence);
  const passes = runs.length - runs.filter(({ pass }) => !pass).length;
  throw new Verdict(
    'inconclusive',
    'undecided',
    `${passes} of ${runs.length} trainings reached what is asked for: too many for a fail, too few for a pass. ` +
      `A person will look at it. Where it failed: ${failed.feedback}`,
    evidence,
  );
}

function briefly({ seed, pass, reason, evidence }: Run): Evidence {
  return { seed, pass, reason, ...(evidence.measures ? { measures: evidence.measures } : {}) };
}
