import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCLI } from 'jest';
import { chooseEngine } from 'unstuck/engine';
import type { Session } from '../judge/session';
import { findLesson, root } from '../lessons';
import { type GradeReport, submissionResult } from './report';
import GradeReporter, { type Listener } from './reporter';
import { intake } from './submissions';

export { commonError, type GradeReport, type QuestionResult, type SubmissionResult } from './report';
export type { Listener } from './reporter';

export interface GradeOptions {
  /** The lesson's slug, where the notebooks do not say it. */
  lesson?: string;
  /** Everything drawn in this grading follows from it. Default: drawn anew. */
  seed?: number;
  /** Called with each verdict as it comes. */
  onVerdict?: Listener;
}

/**
 * Grades notebooks: reads them as data, runs each answer in a sandboxed process, and judges with the
 * lesson's jest spec.
 *
 * @throws Error when a spec itself cannot run.
 */
export async function grade(files: string[], options: GradeOptions = {}): Promise<GradeReport> {
  const { engine } = chooseEngine();
  const seed = options.seed ?? randomInt(1, 2 ** 31);
  const taken = intake(files, options.lesson);
  const submissions = taken.flatMap((one) => (one.ok ? [one.submission] : []));
  if (submissions.length > 0) await runSpecs({ seed, submissions }, options.onVerdict ?? (() => {}));
  const results = taken.map((one) =>
    submissionResult(one, submissions.length > 0 ? GradeReporter.verdicts : []),
  );
  return { schema: 1, engine, seed, results };
}

/** Answers judged side by side; each takes a core and about 300 MB. */
const MOST_AT_ONCE = 8;

async function runSpecs(session: Omit<Session, 'outcomes'>, listener: Listener): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-grade-'));
  const outcomes = join(folder, 'outcomes.jsonl');
  const file = join(folder, 'session.json');
  writeFileSync(file, JSON.stringify({ ...session, outcomes }));
  process.env.UNSTUCK_SESSION = file;
  // The cores go to answers side by side. It also makes a verdict repeat on machines with other numbers of cores.
  process.env.UNSTUCK_THREADS ??= '1';
  GradeReporter.listener = listener;
  try {
    const specs = [...new Set(session.submissions.map(({ lesson }) => findLesson(lesson).spec))];
    // Of any other folder than this one jest would read the configuration that lies there, and not the one given here.
    await runCLI({ ...jestOptions(outcomes), _: specs, $0: 'unstuck' } as never, [process.cwd()]);
  } finally {
    delete process.env.UNSTUCK_SESSION;
    rmSync(folder, { recursive: true, force: true });
  }
  const [defect] = GradeReporter.defects;
  if (defect) throw new Error(`The spec could not run: ${defect}`);
}

function jestOptions(outcomes: string) {
  return {
    runTestsByPath: true,
    runInBand: true,
    watchman: false,
    // What a spec prints would stand in the midst of the report.
    silent: true,
    maxConcurrency: Math.min(availableParallelism(), MOST_AT_ONCE),
    config: JSON.stringify({
      rootDir: root,
      roots: ['<rootDir>/grader/specs'],
      testEnvironment: 'node',
      // Else every use of it is looked up in jest's context: drawing the data of lesson 1 would take thirty times as long.
      sandboxInjectedGlobals: ['Math'],
      testMatch: ['**/spec.test.ts'],
      transform: {
        '\\.ts$': [
          require.resolve('@swc/jest'),
          { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
        ],
      },
      reporters: [[join(__dirname, 'reporter.js'), { outcomes }]],
    }),
  };
}
