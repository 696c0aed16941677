import { knownAnswers } from '../calibrate/answers';
import type { Lesson } from '../lessons';
import { AT_ONCE, judgeMutants } from './judge';
import { type Mutant, mutantsOf } from './mutants';
import { outcomesOf, readEquivalent, writeOutcomes } from './record';

/** How far a question is. */
export interface Progress {
  /** Called before the first mutant of a question with the number of them, and of those that are judged already. */
  start(question: string, total: number, done: number): void;
  judged(count: number): void;
}

/** A mutant and what became of it. */
export interface Judged extends Omit<Mutant, 'source'> {
  question: string;
  /** Why it did not pass; `pass` where it survived. */
  outcome: string;
  /** Why it is a right answer, where the lesson's authors say so. */
  equivalent?: string;
}

/**
 * Puts slips into the reference answers of a lesson and has each judged, as a student's answer is. Outcomes are kept
 * beside the spec as they come: an interrupted run goes on where it was.
 *
 * @param question Default: every one.
 * @throws RangeError when the lesson has no such question.
 */
export async function mutate(
  lesson: Lesson,
  question: string | undefined,
  progress: Progress,
): Promise<Judged[]> {
  const all = Object.keys(lesson.questions);
  if (question !== undefined && !all.includes(question))
    throw new RangeError(`question: expected one of ${lesson.slug} (${all.join(', ')}), got "${question}"`);
  const judged: Judged[] = [];
  for (const id of question === undefined ? all : [question])
    judged.push(...(await mutateQuestion(lesson, id, progress)));
  return judged;
}

async function mutateQuestion(lesson: Lesson, question: string, progress: Progress): Promise<Judged[]> {
  const reference = knownAnswers(lesson, question).find(({ name }) => name === 'reference')!.source;
  const mutants = mutantsOf(reference, lesson.questions[question]!.kind);
  const record = outcomesOf(lesson, question, reference);
  const ids = mutants.map(({ id }) => id);
  record.outcomes = Object.fromEntries(Object.entries(record.outcomes).filter(([id]) => ids.includes(id)));
  const left = mutants.filter(({ id }) => record.outcomes[id] === undefined);
  progress.start(question, mutants.length, mutants.length - left.length);
  const step = lesson.questions[question]!.kind === 'training' ? 1 : AT_ONCE;
  for (let i = 0; i < left.length; i += step) {
    const some = left.slice(i, i + step);
    const outcomes = await judgeMutants(lesson, question, some);
    some.forEach(({ id }, k) => {
      record.outcomes[id] = outcomes[k]!;
    });
    writeOutcomes(lesson, question, record);
    progress.judged(some.length);
  }
  const reasons = readEquivalent(lesson)[question] ?? {};
  return mutants.map(({ source: _, ...mutant }) => ({
    ...mutant,
    question,
    outcome: record.outcomes[mutant.id]!,
    ...(reasons[mutant.id] ? { equivalent: reasons[mutant.id]! } : {}),
  }));
}

/** Says what is wrong with the outcomes of a lesson: survivors, and reasons for mutants that died or are none. */
export function problemsOf(lesson: Lesson, judged: Judged[]): string[] {
  const survivors = judged.filter(({ outcome, equivalent }) => outcome === 'pass' && !equivalent);
  const questions = new Set(judged.map(({ question }) => question));
  const stated = Object.entries(readEquivalent(lesson)).filter(([question]) => questions.has(question));
  const idle = stated.flatMap(([question, reasons]) =>
    Object.keys(reasons)
      .filter(
        (id) => !judged.some((one) => one.question === question && one.id === id && one.outcome === 'pass'),
      )
      .map((id) => `${question} ${id}`),
  );
  const place = `grader/specs/${lesson.slug}/equivalent-mutants.json`;
  return [
    ...survivors.map(
      ({ question, id }) =>
        `${lesson.slug} ${question}: nothing notices ${id}; add a test, or say in ${place} why it is a right answer`,
    ),
    ...idle.map((what) => `${lesson.slug} ${what} is no survivor; take it out of ${place}`),
  ];
}
