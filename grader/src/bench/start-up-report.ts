import { PART_NAMES, type StartUpResult, type StartUpTime } from './start-up';
import { align, list, type Machine, seconds, thisMachine, times } from './table';

/** What `bench start-up --json` prints. */
export interface StartUpReport {
  cells: StartUpResult[];
  /** Timed starts of each cell on each side. */
  rounds: number;
  machine: Machine;
  versions: Record<string, string>;
}

export function startUpReport(cells: StartUpResult[], rounds: number): StartUpReport {
  return { cells, rounds, machine: thisMachine(), versions: { node: process.versions.node } };
}

/** The report as a table, one line a cell and side, with a note below it. */
export function startUpTable({ cells, rounds, machine, versions }: StartUpReport): string {
  const header = ['cell', 'start-up', 'first line', 'processor', ...PART_NAMES, 'snapshot/plain'];
  const rows = cells.flatMap((cell) => [
    ...(cell.snapshot ? [row(cell.name, 'snapshot', cell.snapshot, cell.snapshotOverPlain)] : []),
    row(cell.name, 'plain', cell.plain, null),
  ]);
  return [
    ...align([header, ...rows]),
    '',
    `Seconds from the start of the process: medians of ${rounds}, taking turns. Parts follow each other.`,
    `${machine.cpu}, ${machine.cores} cores (${machine.platform})`,
    list(versions),
  ].join('\n');
}

function row(cell: string, side: string, time: StartUpTime, over: number | null): string[] {
  const parts = PART_NAMES.map((part) => seconds(time.parts[part]));
  return [cell, side, seconds(time.seconds), seconds(time.cpuSeconds), ...parts, times(over)];
}
