import type { Answer } from '../answer';
import type { Judgement } from '../matchers/judgement';
import type { Circumstances } from '../question';
import { Verdict } from '../verdict';
import { assess, requestOf } from './assess';
import { majority } from './majority';
import type { TrainingTask } from './task';

/**
 * Judges a training question: two of three runs on data of their own decide.
 *
 * @example
 * question('q2', judgeTraining(q2));
 */
export function judgeTraining(task: TrainingTask) {
  return async (answer: Answer, { seed }: Circumstances): Promise<void> => {
    const { pass, reason, feedback, evidence } = await majority(seed, (run) => judgeRun(task, answer, run));
    if (!pass) throw new Verdict('fail', reason, feedback, evidence);
  };
}

async function judgeRun(task: TrainingTask, answer: Answer, run: number): Promise<Judgement> {
  const data = task.data(run);
  const trained = await answer.train(task.hooks, requestOf(task, run, data));
  const { judgement } = assess(task, data, trained);
  return { ...judgement, evidence: { seed: run, ...judgement.evidence } };
}
