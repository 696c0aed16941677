import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { chooseEngine } from 'unstuck/engine';
import { writeOutputs } from '../export';
import { Gradebook, openGradebook, type Selection, type SubmissionRecord } from '../gradebook';
import { findLesson, lessonSlugs } from '../lessons';
import { readConfig } from './config';
import { answerKey, lessonFingerprint } from './fingerprint';
import { type JudgeAllProgress, judgeAll } from './judge-all';
import type { Judging } from './judging';
import { lockResults } from './lock';
import { Pool } from './pool';
import { takeIn } from './take-in';

export { lessonFingerprint } from './fingerprint';
export type { JudgeAllProgress } from './judge-all';
export type { Assignment, Judging, Verdict } from './judging';
export { graderError } from './judging';
export { lockResults } from './lock';
export { Pool } from './pool';

export interface BatchOptions extends Selection {
  /** Processes that judge side by side on this machine. Default: one a core. */
  workers?: number;
  /** Where answers are judged instead of processes of this machine. */
  judging?: Judging;
  /** The lesson of every notebook, whatever it says. */
  lesson?: string;
  /** Judge again what has a verdict. */
  regrade?: boolean;
  /** Everything drawn follows from it and from the answers. Default: the gradebook's, in a new one drawn. */
  seed?: number;
  /** Ends the batch early; what has a verdict by then is kept. */
  signal?: AbortSignal;
  progress?: JudgeAllProgress;
}

/** How a batch ended. */
export interface BatchReport {
  /** What an instructor should know, such as files that went. */
  notes: string[];
  /** What is missing: verdicts or results that could not be written, answers that could not be judged. */
  missing: string[];
  /** Submissions the batch was about, and how many of them have a verdict. */
  submissions: number;
  withVerdict: number;
  /** Answers judged now, and taken from the gradebook. */
  judged: number;
}

/**
 * Grades a folder of submissions into `out`. Run again, it goes on where it was: only what has no verdict under the
 * present specs, kit and engine is judged.
 *
 * @throws Error when the folder or the gradebook cannot be used at all.
 */
export async function runBatch(folder: string, out: string, options: BatchOptions): Promise<BatchReport> {
  if (resolve(out) === resolve(folder))
    throw new Error(`--out: expected another folder than that of the submissions, got "${out}"`);
  mkdirSync(out, { recursive: true });
  const release = lockResults(out);
  try {
    const gradebook = new Gradebook(out);
    try {
      return await grade(gradebook, folder, out, options);
    } finally {
      gradebook.close();
    }
  } catch (error) {
    throw named(out, error);
  } finally {
    release();
  }
}

async function grade(
  gradebook: Gradebook,
  folder: string,
  out: string,
  options: BatchOptions,
): Promise<BatchReport> {
  const { late } = readConfig([out, folder]);
  gradebook.keep('late', late ?? null);
  const seed = settleSeed(gradebook, options);
  const lessons = new Map(lessonSlugs().map((slug) => [slug, findLesson(slug).questions]));
  if (options.lesson) findLesson(options.lesson);
  const notes = await takeIn(gradebook, folder, {
    skip: [resolve(out)],
    lessons,
    ...(options.lesson ? { lesson: options.lesson } : {}),
  });
  for (const name of options.only ?? [])
    if (gradebook.selected({ only: [name] }).size === 0)
      throw new Error(`--only: no submission, student or lesson is called "${name}"`);
  const fingerprints = new Map(lessonSlugs().map((slug) => [slug, lessonFingerprint(slug)]));
  gradebook.plan((answer) => answerKey(seed, fingerprints.get(answer.lesson)!, answer));
  const keys = gradebook.waiting(options, options.regrade);
  const judging = options.judging ?? new Pool(Math.max(1, options.workers ?? availableParallelism()));
  const { missing, judged } = await judgeAll(keys, judging, gradebook, fingerprints, options);
  return { ...conclude(gradebook, out, options, notes, missing), judged };
}

/** A full disk is named; verdicts written before stay. */
function named(out: string, error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code !== 'SQLITE_FULL' && code !== 'ENOSPC' && code !== 'SQLITE_IOERR') return error;
  return new Error(
    `${out}: nothing can be written there (${message}); make room and run the same command again`,
  );
}

function settleSeed(gradebook: Gradebook, { seed: asked, regrade }: BatchOptions): number {
  const kept = gradebook.setting<number | null>('seed', null);
  if (kept !== null && asked !== undefined && asked !== kept && !regrade)
    throw new Error(
      '--seed: the gradebook has another seed; add --regrade to judge everything from the new one',
    );
  const seed = asked ?? kept ?? randomInt(1, 2 ** 31);
  if (seed !== kept) gradebook.keep('seed', seed);
  gradebook.keep('engine', chooseEngine().engine);
  return seed;
}

function conclude(
  gradebook: Gradebook,
  out: string,
  selection: Selection,
  notes: string[],
  missing: string[],
): Omit<BatchReport, 'judged'> {
  const reader = openGradebook(out);
  try {
    const about = gradebook.selected(selection);
    let withVerdict = 0;
    for (const submission of reader.submissions())
      if (about.has(submission.id) && hasVerdict(submission)) withVerdict++;
    try {
      writeOutputs(out, reader);
    } catch (error) {
      missing.push(`The results could not be written: ${(error as Error).message}`);
    }
    return { notes, missing, submissions: about.size, withVerdict };
  } finally {
    reader.close();
  }
}

function hasVerdict({ state }: SubmissionRecord): boolean {
  return state === 'graded' || state === 'rejected';
}
