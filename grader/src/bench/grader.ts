import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { now } from 'unstuck/clock';
import { root } from '../lessons';
import { writeClass } from './class';
import { NbgraderCourse } from './nbgrader';
import { median, ratio } from './statistics';

/** Correct submissions of one question without training that are graded at once. */
export const SUBMISSIONS = 20;
/** From this many and one, seconds a submission and to start follow. */
const FEW = 1;

export type Side = 'one core' | 'two cores' | 'nbgrader';

/** Medians over the rounds. */
export interface GraderResult {
  side: Side;
  /** Seconds that each further submission takes. */
  secondsEach: number;
  /** Seconds before the first is graded. */
  startUp: number;
  /** Seconds of the whole class. */
  secondsAll: number;
  /** Seconds each, as a part of nbgrader's; null where that is not installed. */
  overNbgrader: number | null;
}

export interface GraderBenchOptions {
  rounds: number;
  /** A Python that has nbgrader. */
  python?: string | undefined;
  onTurn?: (side: Side, what: string) => void;
}

/** How many times a class is graded in so many rounds. */
export function turnsOf(rounds: number, python: string | undefined): number {
  const sides = Math.min(2, availableParallelism()) + (python ? 1 : 0);
  return 2 * rounds * sides;
}

/** Grades the class once for a side, and a class of one, in seconds. */
type Grade = (submissions: number) => number;

/**
 * Measures seconds a submission, sides taking turns. Every submission is different, so that none is answered from the
 * cache. The answer is a constant: the student's own compute is nothing, and all that is measured is the grader's.
 *
 * @throws Error when a side does not grade the class to the end.
 */
export async function graderBench({ rounds, python, onTurn }: GraderBenchOptions): Promise<GraderResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-bench-'));
  try {
    for (const size of [FEW, SUBMISSIONS]) writeClass(join(folder, `class-${size}`), 'formula', size);
    const sides = sidesIn(folder, python);
    const runs = Object.fromEntries(
      sides.map(([side]) => [side, { few: [] as number[], all: [] as number[] }]),
    );
    for (let round = 0; round < rounds; round++)
      for (const [side, grade] of sides) {
        runs[side]!.few.push(grade(FEW));
        onTurn?.(side, `${FEW} submission`);
        runs[side]!.all.push(grade(SUBMISSIONS));
        onTurn?.(side, `${SUBMISSIONS} submissions`);
      }
    return results(sides, runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sidesIn(folder: string, python: string | undefined): [Side, Grade][] {
  const sides: [Side, Grade][] = [['one core', (size) => gradeClass(folder, size, 1)]];
  if (availableParallelism() > 1) sides.push(['two cores', (size) => gradeClass(folder, size, 2)]);
  if (!python) return sides;
  const courses = new Map(
    [FEW, SUBMISSIONS].map((size) => [
      size,
      new NbgraderCourse(python, join(folder, `course-${size}`), size),
    ]),
  );
  return [...sides, ['nbgrader', (size) => timed(() => courses.get(size)!.autograde())]];
}

function gradeClass(folder: string, size: number, cores: number): number {
  const out = join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const batch = ['batch', join(folder, `class-${size}`), '--out', out, '--workers', String(cores)];
  const command = [process.execPath, join(root, 'grader/bin/unstuck.js'), ...batch];
  // The whole of it on so many cores, where the system can say so.
  const held =
    process.platform === 'linux' ? ['taskset', '-c', cores === 1 ? '0' : '0,1', ...command] : command;
  return timed(() => {
    const { status, stdout, stderr } = spawnSync(held[0]!, held.slice(1), { encoding: 'utf8' });
    if (status !== 0 || !stdout.includes(`${size} of ${size} submissions have a verdict`))
      throw new Error(`unstuck batch ended with ${status}: ${stderr || stdout}`);
  });
}

function timed(work: () => void): number {
  const start = now();
  work();
  return (now() - start) / 1000;
}

function results(
  sides: [Side, Grade][],
  runs: Record<string, { few: number[]; all: number[] }>,
): GraderResult[] {
  const each = (side: string) => {
    const { few, all } = runs[side]!;
    return median(all.map((seconds, i) => (seconds - few[i]!) / (SUBMISSIONS - FEW)));
  };
  const nbgrader = runs.nbgrader ? each('nbgrader') : null;
  return sides.map(([side]) => ({
    side,
    secondsEach: each(side),
    startUp: Math.max(0, median(runs[side]!.few) - each(side)),
    secondsAll: median(runs[side]!.all),
    overNbgrader: side === 'nbgrader' ? null : ratio(each(side), nbgrader),
  }));
}
