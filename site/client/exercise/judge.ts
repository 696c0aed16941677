/**
 * Stands for `@unstuck/grader/judge` in a page: a lesson's own spec runs as it is, on an answer that runs in this
 * Worker. A training is judged by one run; `unstuck grade` trains until the verdict is certain.
 */
import {
  assess,
  hookNames,
  type Judgement,
  requestOf,
  type TrainingTask,
  takeHooks,
  toEqualFormula,
  toMatchReference,
  toNameFaults,
  trainAnswer,
  Verdict,
  watchSteps,
} from '@unstuck/grader/in-page';
import type { PageAnswer } from './answer';

export { classesOf, trainingTask, Verdict } from '@unstuck/grader/in-page';

interface Circumstances {
  seed: number;
  lesson: string;
  question: string;
}
type Judge = (answer: PageAnswer, circumstances: Circumstances) => Promise<unknown>;

const judges = new Map<string, Judge>();

/** Opens a lesson's spec; each `question` is kept until it is asked for. */
export function lesson(slug: string): { question: (id: string, judge: Judge) => void } {
  Object.assign(globalThis, { expect: expectation });
  return { question: (id, judge) => void judges.set(`${slug} ${id}`, judge) };
}

/** What the spec of a lesson asks of a question. */
export function judgeOf(slug: string, question: string): Judge {
  const judge = judges.get(`${slug} ${question}`);
  if (!judge) throw new Error(`The spec of ${slug} does not judge ${question}.`);
  return judge;
}

/** Judges one training run, on data of its own. */
export function judgeTraining(task: TrainingTask): Judge {
  return async (answer, { seed }) => {
    await watchSteps();
    const hooks = takeHooks(await answer.exports(hookNames(task.hooks)), task.hooks);
    const data = task.data(seed);
    const trained = await trainAnswer(hooks, requestOf(task, seed, data), () => [data.heldOut.x]);
    settle(assess(task, data, trained).judgement);
  };
}

/** The matchers that specs use, with the verdict as what they throw. */
function expectation(received: unknown) {
  const matcher =
    <T extends unknown[]>(judge: (got: unknown, ...given: T) => Judgement) =>
    (...given: T) =>
      settle(judge(received, ...given));
  return {
    toEqualFormula: matcher(toEqualFormula),
    toMatchReference: matcher(toMatchReference),
    toNameFaults: matcher(toNameFaults),
  };
}

function settle({ pass, reason, feedback, evidence }: Judgement): void {
  if (!pass) throw new Verdict('fail', reason, feedback, evidence);
}
