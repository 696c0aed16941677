import { type Kind, QUESTIONS } from './class';
import { type ClassSizeResult, medianRuns, speedUps } from './class-size';
import { type GraderResult, SUBMISSIONS } from './grader';
import { median } from './statistics';
import { align, list, type Machine, seconds, thisMachine, times } from './table';

/** What `bench grader --json` prints. */
export interface GraderReport {
  /** Of a question without training; the student's own compute is below a millisecond. */
  submissions: number;
  rounds: number;
  /** Empty with `--batch`. */
  sides: GraderResult[];
  /** With `--batch`: a large class, and one that trains, each with one process and with two, in every round. */
  batch?: { runs: ClassSizeResult[]; speedUps: Record<Kind, number[]> };
  machine: Machine;
  versions: Record<string, string>;
}

export function graderReport(sides: GraderResult[], rounds: number, runs?: ClassSizeResult[]): GraderReport {
  return {
    submissions: SUBMISSIONS,
    rounds,
    sides,
    ...(runs ? { batch: { runs, speedUps: speedUpsOf(runs) } } : {}),
    machine: thisMachine(),
    versions: { node: process.versions.node },
  };
}

function speedUpsOf(runs: ClassSizeResult[]): Record<Kind, number[]> {
  return { formula: speedUps(runs, 'formula'), training: speedUps(runs, 'training') };
}

/** The report as a table with notes below it. */
export function graderTable({ submissions, rounds, sides, batch, machine, versions }: GraderReport): string {
  return [
    ...(batch ? batchTable(batch, rounds) : sidesTable(sides, submissions, rounds)),
    `${machine.cpu}, ${machine.cores} cores (${machine.platform})`,
    list(versions),
  ].join('\n');
}

function sidesTable(sides: GraderResult[], submissions: number, rounds: number): string[] {
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
  ];
}

function batchTable({ runs, speedUps }: NonNullable<GraderReport['batch']>, rounds: number): string[] {
  const header = ['class', 'workers', 'seconds', '1/4', '2/4', '3/4', '4/4', 'MB first', 'MB last'];
  const rows = medianRuns(runs).map((run) => [
    `${run.submissions} ${run.kind}, ${run.distinct} distinct`,
    String(run.workers),
    run.seconds.toFixed(1),
    ...run.quarters.map((quarter) => quarter.toFixed(1)),
    run.megabytesFirst?.toFixed(0) ?? '-',
    run.megabytesLast?.toFixed(0) ?? '-',
  ]);
  return [
    ...align([header, ...rows]),
    '',
    'Seconds of the whole and of each quarter of its answers; resident memory of the grader, sandboxes left out, in the',
    `first and the last fifth of the time. Medians of ${rounds} rounds, taking turns.`,
    'Two workers are so many times as fast as one (median, and each round):',
    ...(Object.keys(QUESTIONS) as Kind[]).map((kind) => `  ${kind}: ${inRounds(speedUps[kind])}`),
  ];
}

function inRounds(ratios: number[]): string {
  if (ratios.length === 0) return '-';
  return `${times(median(ratios))} (${ratios.map(times).join(', ')})`;
}
