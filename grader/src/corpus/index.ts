import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grade, type SubmissionResult } from '../grade';
import { findLesson, root } from '../lessons';
import { loadTypeScript } from '../lessons/load-typescript';
import { chooseWalls } from '../sandbox/walls';
import { type Case, LESSON } from './case';
import { Host } from './host';
import { bytesOf } from './notebooks';

export { type Case, LESSON } from './case';

/** What one submission of the corpus got. */
export interface CaseResult {
  class: string;
  name: string;
  /** What differs from what it must get, one line each; nothing where all is right. */
  scoreProblems: string[];
  reasonProblems: string[];
}

/** What one class of the corpus did. */
export interface ClassResult {
  class: string;
  cases: CaseResult[];
  /** Why the batch did not survive: what else was handed in lost its verdict. */
  batchProblems: string[];
  /** What was done to this machine. */
  damage: string[];
}

const SEED = 1;

/** The submissions that are handed in with every class, and must not notice. */
const BYSTANDER = 'bystander';

/** Reads grader/corpus: cases by class. */
export function loadCorpus(): Record<string, Case[]> {
  return (loadTypeScript(join(root, 'grader/corpus/index.ts')) as { corpus: Record<string, Case[]> }).corpus;
}

/**
 * Hands in the submissions of one class, all in one grading, and looks at what they got and at what they did to
 * this machine.
 *
 * @param onVerdict called with each verdict as it comes.
 * @throws Error where this machine has no bubblewrap: some of them kill every process that they can see.
 */
export async function runClass(
  name: string,
  cases: Case[],
  onVerdict: () => void = () => {},
): Promise<ClassResult> {
  if (chooseWalls().kind !== 'bubblewrap')
    throw new Error(
      'dev corpus: these submissions are hostile, and only bubblewrap holds them all; install it',
    );
  const mark = `unstuck-corpus-${randomUUID()}`;
  const folder = mkdtempSync(join(tmpdir(), `${mark}-`));
  const host = await Host.layOut(folder, mark);
  try {
    const all = [...cases, bystander()];
    const files = all.map((one) => {
      const file = join(folder, `${one.name}.ipynb`);
      writeFileSync(file, bytesOf(one, host.fill));
      return file;
    });
    // Always the same seed: what an answer gets must not hang on the draw.
    const { results } = await grade(files, { onVerdict, seed: SEED });
    const judged = all.map((one, i) => judge(name, one, results[i]!));
    const { scoreProblems, reasonProblems } = judged.pop()!;
    return {
      class: name,
      cases: judged,
      batchProblems: [...scoreProblems, ...reasonProblems],
      damage: host.damage(JSON.stringify(results)),
    };
  } finally {
    host.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function bystander(): Case {
  const answer = loadCorpus()['right-but-unusual']!.find(({ name }) => name === 'right')!;
  return { ...answer, name: BYSTANDER };
}

function judge(of: string, one: Case, result: SubmissionResult): CaseResult {
  const verdicts = one.error === undefined ? questionProblems(one, result) : fileProblems(one.error, result);
  return { class: of, name: one.name, ...verdicts };
}

function fileProblems(expected: string, { error, score }: SubmissionResult) {
  return {
    scoreProblems: score === 0 ? [] : [`scored ${score}, expected 0`],
    reasonProblems: error?.reason === expected ? [] : [`${error?.reason ?? 'graded'}, expected ${expected}`],
  };
}

function questionProblems({ lesson = LESSON, expect = {} }: Case, result: SubmissionResult) {
  const wanted = (id: string) => (expect[id] ?? 'missing-answer').split(' | ');
  const { questions } = findLesson(lesson);
  const least = (id: string) => (wanted(id).every((reason) => reason === 'pass') ? questions[id]!.points : 0);
  const most = (id: string) => (wanted(id).includes('pass') ? questions[id]!.points : 0);
  const of = (points: (id: string) => number) =>
    Object.keys(questions).reduce((sum, id) => sum + points(id), 0);
  const inRange = result.score >= of(least) && result.score <= of(most);
  return {
    scoreProblems: inRange ? [] : [`scored ${result.score}, expected ${of(least)}`],
    reasonProblems: Object.keys(questions).flatMap((id) => {
      const found = result.questions.find((question) => question.id === id);
      const reason = found?.reason ?? result.error?.reason ?? 'nothing';
      return wanted(id).includes(reason)
        ? []
        : [`${id}: ${reason}, expected ${wanted(id).join(' or ')} (${found?.message ?? ''})`];
    }),
  };
}
