import type { CostResult } from './doctor-cost';
import type { Score, Share } from './doctor-score';
import { align, type Machine, thisMachine } from './table';

/** What the benchmark of the doctor says, as data. */
export interface DoctorReport {
  schema: 1;
  bench: 'doctor';
  machine: Machine;
  /** The half on which rules were tuned, and the one on which they are judged. */
  tune: Score;
  test: Score;
  /** Networks re-made from public questions. */
  asked: Score;
  cost: CostResult[];
}

export function doctorReport(
  parts: Pick<DoctorReport, 'tune' | 'test' | 'asked'>,
  cost: CostResult[],
): DoctorReport {
  return { schema: 1, bench: 'doctor', machine: thisMachine(), ...parts, cost };
}

/** The report as lines for a terminal: at most 80 columns. */
export function doctorTable({ tune, test, asked, cost, machine }: DoctorReport): string {
  return [
    ...align([
      ['', 'test half', 'tuned half', 'asked in public'],
      ...totals.map(([name, of]) => [name, ...[test, tune, asked].map((part) => interval(of(part)))]),
      ['both of a pair', interval(test.bothOfPairs), interval(tune.bothOfPairs), '-'],
      ['runs', ...[test, tune, asked].map(({ runs }) => String(runs))],
    ]),
    '',
    ...faultTable(tune, test),
    '',
    'Right of all that were named (precision), found of all there are (recall).',
    'Brackets: 95 % intervals (Wilson). Faults that did no harm do not count:',
    `${test.left.length} runs of the test half, ${tune.left.length} of the tuned one.`,
    '',
    'Missed in the test half:',
    ...listed(test.misses),
    'Missed among those asked in public:',
    ...listed(asked.misses),
    ...(cost.length > 0
      ? ['', ...costTable(cost), '', `${machine.cpu}, ${machine.cores} cores (${machine.platform})`]
      : []),
  ].join('\n');
}

const totals: [string, (part: Score) => Share][] = [
  ['top-1', ({ top1 }) => top1],
  ['top-3', ({ top3 }) => top3],
  ['false alarms', ({ falseAlarms }) => falseAlarms],
];

function faultTable(tune: Score, test: Score): string[] {
  const rows = Object.keys(test.faults).map((fault) => [
    fault,
    ...[test, tune].flatMap(({ faults }) => [
      fraction(faults[fault]?.precision),
      fraction(faults[fault]?.recall),
    ]),
  ]);
  return align([['fault', 'precision', 'recall', '(tuned)', '(tuned)'], ...rows]);
}

function costTable(cost: CostResult[]): string[] {
  return align([
    ['recording', 'costs', 'rounds'],
    ...cost.map(({ name, share, rounds }) => [name, `${(100 * share).toFixed(1)} %`, String(rounds)]),
  ]);
}

const listed = (misses: string[]) => (misses.length > 0 ? misses.map((miss) => `  ${miss}`) : ['  none']);

function fraction(share: Share | undefined): string {
  return share ? `${share.count}/${share.of}` : '-';
}

function interval({ count, of, share, low, high }: Share): string {
  const percent = (value: number) => (100 * value).toFixed(0);
  return of === 0 ? '-' : `${count}/${of} ${percent(share)}% [${percent(low)} ${percent(high)}]`;
}
