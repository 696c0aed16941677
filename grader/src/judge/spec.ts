import { expect as jestExpect } from 'expect';
import { findLesson } from '../lessons';
import { loadTypeScript } from '../lessons/load-typescript';
import type { Waiting } from './answer';
import { collect } from './collect';
import { answerOf, explain, type Judge } from './question';
import type { Judged } from './session';

/** An answer to be judged by itself, from a seed of its own. */
export interface AnswerToJudge {
  lesson: string;
  question: string;
  source: string;
  /** Everything random in the judging follows from it. */
  seed: number;
}

const loaded = new Map<string, Map<string, Judge>>();

/**
 * Judges one answer by its lesson's spec, as `unstuck grade` does, in this process. The spec, the judge and jest's
 * `expect` are the same; jest's runner, which takes a second or two to start, is left out.
 *
 * @param waiting who waits for it: told of trainings, and may end them.
 *
 * @throws Error when the spec cannot be loaded or does not judge the question.
 */
export async function judgeAnswer(
  answer: AnswerToJudge,
  waiting?: Waiting,
): Promise<Omit<Judged, 'submission' | 'question'>> {
  const { lesson, question, source, seed } = answer;
  const judge = judgesOf(lesson).get(question);
  if (!judge) throw new Error(`The spec of ${lesson} does not judge ${question}.`);
  const submission = { id: question, lesson, questions: { [question]: source }, rejected: {} };
  try {
    const circumstances = { seed, lesson, question };
    const evidence: unknown = await judge(answerOf(submission, question, waiting), circumstances);
    return { status: 'pass', reason: 'pass', message: '', evidence: { ...(evidence as object) } };
  } catch (error) {
    return explain(error);
  }
}

/** Loads what judges a lesson, so that its first answer does not wait for it. */
export function prepareToJudge(slug: string): void {
  judgesOf(slug);
}

function judgesOf(slug: string): Map<string, Judge> {
  const known = loaded.get(slug);
  if (known) return known;
  provideExpect();
  const judges = collect<Judge>(() => loadTypeScript(findLesson(slug).spec));
  loaded.set(slug, judges);
  return judges;
}

/** Specs and matchers use jest's `expect` as a global, as under jest's runner. */
function provideExpect(): void {
  Object.assign(globalThis, { expect: jestExpect });
}
