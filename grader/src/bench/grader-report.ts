import { type ClassSizeResult, speedUp } from './class-size';
import { type GraderResult, SUBMISSIONS } from './grader';
import { align, list, type Machine, seconds, thisMachine, times } from './table';

/** What `bench grader --json` prints. */
export interface GraderReport {
  /** Of a question without training; the student's own compute is below a millisecond. */
  submissions: number;
  rounds: number;
  sides: GraderResult[];
  /** With `--batch`: a large class with one process and with two. */
  batch?: { runs: ClassSizeResult[]; speedUp: number | null };
  machine: Machine;
  versions: Record<string, string>;
}

export function graderReport(sides: GraderResult[], rounds: number, runs?: ClassSizeResult[]): GraderReport {
  return {
    submissions: SUBMISSIONS,
    rounds,
    sides,
    ...(runs ? { batch: { runs, speedUp: speedUp(runs) } } : {}),
    machine: thisMachine(),
    versions: { node: process.versions.node },
  };
}

/** The report as tables with notes below them. */
export function graderTable({ submissions, rounds, sides, batch, machine, versions }: GraderReport): string {
  const header = ['grader', 'each', 'start-up', `all ${submissions}`, 'each/nbgrader'];
  const rows = sides.map((side) => [
    side.side,
    seconds(side.secondsEach),
    seconds(side.startUp),
    seconds(side.secondsAll),
    times(side.overNbgrader),
  ]);
  return [
    ...align([header, ...rows]),
    '',
    `Seconds for ${submissions} different right submissions of a question without training, in the sandbox; medians of`,
    `${rounds} rounds, taking turns. nbgrader grades the same question in Python, without a sandbox.`,
    ...(batch ? ['', ...batchTable(batch)] : []),
    '',
    `${machine.cpu}, ${machine.cores} cores (${machine.platform})`,
    list(versions),
  ].join('\n');
}

function batchTable({ runs, speedUp: faster }: NonNullable<GraderReport['batch']>): string[] {
  const header = ['class', 'seconds', '1st quarter', '2nd', '3rd', '4th', 'MB at first', 'MB at last'];
  const rows = runs.map((run) => [
    `${run.submissions}, ${run.distinct} distinct, workers: ${run.workers}`,
    seconds(run.seconds),
    ...run.quarters.map(seconds),
    run.megabytesFirst?.toFixed(0) ?? '-',
    run.megabytesLast?.toFixed(0) ?? '-',
  ]);
  return [...align([header, ...rows]), `Two processes are ${times(faster)} times as fast as one.`];
}
