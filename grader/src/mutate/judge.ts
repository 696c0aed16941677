import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { storedErrors } from '../calibrate/errors';
import { loadTask } from '../calibrate/task';
import { trainingHere } from '../calibrate/trial';
import { grade } from '../grade';
import { judgeTrained } from '../judge/training';
import { Verdict } from '../judge/verdict';
import type { Lesson } from '../lessons';
import { type Notebook, parseMaster, serializeNotebook, solutionNotebook } from '../notebook';
import { ProbeError } from '../sandbox/probe-error';
import type { Mutant } from './mutants';

/** Everything drawn in the judging follows from it: the same mutant has the same outcome. */
const SEED = 1;

/** Of the gradings of a training, which passes by luck where it is neither right nor wrong. */
const TRAINING_SEEDS = [SEED, 101, 201];

/** Mutants that are graded in one go. */
export const AT_ONCE = 20;

/**
 * Judges mutants of one question, at most `AT_ONCE`.
 *
 * @returns one outcome each: `pass`, or why it did not pass.
 */
export async function judgeMutants(lesson: Lesson, question: string, mutants: Mutant[]): Promise<string[]> {
  if (lesson.questions[question]!.kind !== 'training') return graded(lesson, question, mutants);
  const outcomes: string[] = [];
  for (const { source } of mutants) outcomes.push(await trained(lesson, question, source));
  return outcomes;
}

/**
 * By the judge of a training question, in this process: starting one for each run would take longer than the run.
 * What passes is judged again on other data: what passes now and then is no right answer.
 */
async function trained(lesson: Lesson, question: string, source: string): Promise<string> {
  const errors = storedErrors(lesson, question);
  if (!errors)
    throw new Error(
      `${lesson.slug}: ${question} is not calibrated; run: npx unstuck dev calibrate ${lesson.slug}`,
    );
  try {
    for (const seed of TRAINING_SEEDS)
      await judgeTrained(loadTask(lesson, question), trainingHere(source), { seed, errors });
    return 'pass';
  } catch (error) {
    return error instanceof Verdict || error instanceof ProbeError ? error.reason : 'throws';
  }
}

/** As submissions that answer nothing else. */
async function graded(lesson: Lesson, question: string, mutants: Mutant[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-mutants-'));
  try {
    const files = mutants.map((_, i) => join(folder, `mutant-${i}.ipynb`));
    for (const [i, { source }] of mutants.entries())
      writeFileSync(files[i]!, serializeNotebook(notebookOf(lesson, question, source)));
    const { results } = await grade(files, { seed: SEED });
    return files.map((file) => {
      const result = results.find(({ submission }) => basename(submission) === basename(file))!;
      return result.questions.find(({ id }) => id === question)!.reason;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function notebookOf({ master, slug }: Lesson, question: string, source: string): Notebook {
  const notebook = solutionNotebook(parseMaster(readFileSync(master, 'utf8'), slug));
  const asked = (cell: Notebook['cells'][number]) =>
    (cell.metadata.unstuck as { question?: string } | undefined)?.question;
  const cells = notebook.cells.filter((cell) => [undefined, question].includes(asked(cell)));
  return {
    ...notebook,
    cells: cells.map((cell) => (asked(cell) === question ? { ...cell, source: [source] } : cell)),
  };
}
