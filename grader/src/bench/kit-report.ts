import type { CaseResult, Side, Sides } from './kit';
import { kitCaseNamed } from './kit-cases';
import { align, list, type Machine, seconds, thisMachine, times } from './table';

/** What `bench kit --json` prints. */
export interface KitReport {
  cases: CaseResult[];
  /** Timed rounds of each case on each side. */
  rounds: number;
  machine: Machine & { threads: Partial<Record<Side, number>> };
  versions: Record<string, string>;
}

export function kitReport(cases: CaseResult[], sides: Sides, rounds: number): KitReport {
  const threads = Object.entries(sides).map(([side, { threads }]) => [side, threads]);
  return {
    cases,
    rounds,
    machine: { ...thisMachine(), threads: Object.fromEntries(threads) },
    versions: Object.assign({}, ...Object.values(sides).map(({ versions }) => versions)),
  };
}

/** The report as a table with a note below it. */
export function kitTable({ cases, rounds, machine, versions }: KitReport): string {
  const header = ['case', 'of', 'compared with', 'kit', 'original', 'kit/original', 'at most'];
  return [
    ...align([header, ...cases.map(row)]),
    '',
    `Seconds: medians of ${rounds}, the kit and the original taking turns.`,
    `${machine.cpu}, ${machine.cores} cores (${machine.platform}); threads: ${list(machine.threads)}`,
    list(versions),
  ].join('\n');
}

function row({ name, kitSeconds, originalSeconds, kitOverOriginal }: CaseResult): string[] {
  const { shape, original, atMost } = kitCaseNamed(name);
  return [
    name,
    shape.join(' x '),
    original,
    seconds(kitSeconds),
    seconds(originalSeconds),
    times(kitOverOriginal),
    times(atMost),
  ];
}
