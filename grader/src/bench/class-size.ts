import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBatch } from '@unstuck/grader/batch';
import { now } from 'unstuck/clock';
import { type Kind, writeClass } from './class';
import { median } from './statistics';

/** How a class is graded by so many processes. */
export interface ClassSizeResult {
  kind: Kind;
  workers: number;
  submissions: number;
  distinct: number;
  /** Seconds from the start to the results. */
  seconds: number;
  /** Seconds of each quarter of the verdicts: equal where time is linear. */
  quarters: number[];
  /** Resident megabytes of all processes together, median of the first and of the last fifth of the run. */
  megabytesFirst: number | null;
  megabytesLast: number | null;
}

export interface ClassSizeOptions {
  kind: Kind;
  submissions: number;
  /** Different answers among them. */
  distinct: number;
  /** A run for each, in turns, so that whatever else the machine does falls on all. */
  workers: number[];
  rounds: number;
  onVerdict?: (workers: number) => void;
}

const SAMPLE_MILLISECONDS = 500;

/** Grades one class with each number of processes, so many rounds. @throws Error when a submission has no verdict. */
export async function classSizeBench(options: ClassSizeOptions): Promise<ClassSizeResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-bench-'));
  try {
    writeClass(join(folder, 'class'), options.kind, options.submissions, options.distinct);
    const results: ClassSizeResult[] = [];
    for (let round = 0; round < options.rounds; round++)
      for (const workers of options.workers)
        results.push(await gradeOnce(folder, `out-${round}-${workers}`, workers, options));
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many times as fast two processes were as one, in each round of a kind. */
export function speedUps(runs: ClassSizeResult[], kind: Kind): number[] {
  const secondsWith = (workers: number) =>
    runs.filter((run) => run.kind === kind && run.workers === workers).map(({ seconds }) => seconds);
  const [one, two] = [secondsWith(1), secondsWith(2)];
  return two.map((seconds, round) => one[round]! / seconds);
}

/** Of the rounds of each class with each number of processes, every number's median. */
export function medianRuns(runs: ClassSizeResult[]): ClassSizeResult[] {
  const groups = new Map<string, ClassSizeResult[]>();
  for (const run of runs) {
    const name = `${run.kind} ${run.workers}`;
    groups.set(name, [...(groups.get(name) ?? []), run]);
  }
  return [...groups.values()].map(medianRun);
}

function medianRun(rounds: ClassSizeResult[]): ClassSizeResult {
  const middle = (of: (run: ClassSizeResult) => number | null) => {
    const values = rounds.map(of).filter((value) => value !== null);
    return values.length > 0 ? median(values) : null;
  };
  return {
    ...rounds[0]!,
    seconds: middle((run) => run.seconds)!,
    quarters: rounds[0]!.quarters.map((_, i) => middle((run) => run.quarters[i]!)!),
    megabytesFirst: middle((run) => run.megabytesFirst),
    megabytesLast: middle((run) => run.megabytesLast),
  };
}

async function gradeOnce(
  folder: string,
  results: string,
  workers: number,
  { kind, submissions, distinct, onVerdict }: ClassSizeOptions,
): Promise<ClassSizeResult> {
  const moments: number[] = [];
  const memory: number[] = [];
  // From the second verdict a worker on: before, processes are starting.
  const sampler = setInterval(() => {
    if (moments.length > 2 * workers) memory.push(megabytes(process.pid));
  }, SAMPLE_MILLISECONDS);
  const begun = now();
  const verdict = () => {
    moments.push(now());
    onVerdict?.(workers);
  };
  const progress = { start: () => moments.push(now()), verdict, stop: () => {} };
  const report = await runBatch(join(folder, 'class'), join(folder, results), { workers, progress }).finally(
    () => clearInterval(sampler),
  );
  if (report.withVerdict !== submissions || report.judged !== distinct)
    throw new Error(`${report.withVerdict} of ${submissions} have a verdict, ${report.judged} were judged`);
  const at = (part: number) => moments[Math.round(part * (moments.length - 1))]!;
  const fifth = Math.ceil(memory.length / 5);
  return {
    kind,
    workers,
    submissions,
    distinct,
    seconds: (now() - begun) / 1000,
    quarters: [0, 0.25, 0.5, 0.75].map((part) => (at(part + 0.25) - at(part)) / 1000),
    megabytesFirst: memory.length > 0 ? median(memory.slice(0, fifth)) : null,
    megabytesLast: memory.length > 0 ? median(memory.slice(-fifth)) : null,
  };
}

/** Resident memory of a process of ours and all below it; a sandbox, which comes and goes, is left out. */
function megabytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (command.includes('sandbox/child.js')) return 0;
    const own = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
    return own + childrenOf(pid).reduce((sum, child) => sum + megabytes(child), 0);
  } catch {
    return 0; // It has ended, or this is no Linux.
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}
