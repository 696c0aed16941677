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
  cost: CostResult[];
}

export function doctorReport(tune: Score, test: Score, cost: CostResult[]): DoctorReport {
  return { schema: 1, bench: 'doctor', machine: thisMachine(), tune, test, cost };
}

/** The report as lines for a terminal. */
export function doctorTable({ tune, test, cost }: DoctorReport): string {
  const rows = Object.entries(test.faults).map(([fault, { precision, recall }]) => [
    fault,
    fraction(precision),
    fraction(recall),
    fraction(tune.faults[fault]?.precision),
    fraction(tune.faults[fault]?.recall),
  ]);
  return [
    ...align([['fault', 'precision', 'recall', 'precision (tuned)', 'recall (tuned)'], ...rows]),
    '',
    ...align([
      ['', 'test half', 'tuned half'],
      ['top-1', interval(test.top1), interval(tune.top1)],
      ['top-3', interval(test.top3), interval(tune.top3)],
      ['both of a pair', interval(test.bothOfPairs), interval(tune.bothOfPairs)],
      ['false alarms', interval(test.falseAlarms), interval(tune.falseAlarms)],
      ['runs', String(test.runs), String(tune.runs)],
    ]),
    '',
    `Does not show, and does not count: ${[...test.left, ...tune.left].join(', ') || 'none'}`,
    'Missed in the test half:',
    ...test.misses.map((miss) => `  ${miss}`),
    ...(cost.length > 0
      ? [
          '',
          ...align([
            ['recording', 'costs'],
            ...cost.map(({ name, share }) => [name, `${(100 * share).toFixed(1)} %`]),
          ]),
        ]
      : []),
  ].join('\n');
}

function fraction(share: Share | undefined): string {
  return share ? `${share.count}/${share.of}` : '-';
}

function interval({ count, of, share, low, high }: Share): string {
  const percent = (value: number) => (100 * value).toFixed(0);
  return of === 0 ? '-' : `${count}/${of} = ${percent(share)} % [${percent(low)}, ${percent(high)}]`;
}
