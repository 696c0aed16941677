import { describe } from '../data/form';
import { percentiles } from '../data/scaling/percentile';
import type { Chart } from './chart';
import type { PlotOptions } from './plot-options';
import { type Drawable, short } from './series';
import { drawSpread, type SpreadGroup, type SpreadRow } from './spread';

/** What `band` takes besides the runs. */
export interface BandOptions extends PlotOptions {
  /** A name in `history`. Default 'loss'. */
  metric?: string;
  /** How far the band reaches: over all seeds, or over the middle half of them. Default 'range'. */
  spread?: 'range' | 'quartiles';
}

/** Percentages of the seeds below the band's lower edge, its line, and its upper edge. */
const PERCENTAGES = { range: [0, 50, 100], quartiles: [25, 50, 75] };

/**
 * Draws one metric over many seeds: the median as a line, the spread as a band, one colour a group. Each epoch
 * is of the seeds that reached it with a finite value; a mark tells how many did not stay finite.
 *
 * @param runs what `train` returned for each seed, by the name of the group; or one list of them.
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws RangeError when there is no run or one lacks the metric; TypeError when something is not a run.
 * @example
 * plot.band({ broken: [broken, broken], fixed: [fixed, fixed] }, { metric: 'val_loss' })
 */
export function band(
  runs: Record<string, readonly Drawable[]> | readonly Drawable[],
  { metric = 'loss', spread = 'range', ...options }: BandOptions = {},
): Chart {
  if (!(spread in PERCENTAGES))
    throw new RangeError(`spread: expected 'range' or 'quartiles', got ${describe(spread)}`);
  const groups = readGroups(runs).map(([name, all]) => groupOf(name, readMetric(name, all, metric), spread));
  return drawSpread({
    ...options,
    groups,
    xTitle: 'epoch',
    yTitle: metric,
    caption: `${metric} at the end, median and ${spread === 'range' ? 'range' : 'middle half'} over seeds: ${groups.map(ending).join('; ')}.`,
  });
}

function readGroups(runs: unknown): [string, readonly Drawable[]][] {
  if (typeof runs !== 'object' || runs === null)
    throw new TypeError(
      `runs: expected lists of runs by name, e.g. { broken: [run] }, got ${describe(runs)}`,
    );
  const groups = Array.isArray(runs) ? [['runs', runs] as const] : Object.entries(runs);
  if (groups.length === 0) throw new RangeError('runs: expected at least one group, e.g. { broken: [run] }');
  return groups.map(([name, all]) => {
    if (!Array.isArray(all))
      throw new TypeError(`runs.${name}: expected a list of runs, got ${describe(all)}`);
    if (all.length === 0) throw new RangeError(`runs.${name}: expected at least one run, got an empty list`);
    return [name, all];
  });
}

type Values = readonly (number | null)[];

function readMetric(name: string, runs: readonly Drawable[], metric: string): Values[] {
  return runs.map((run, i) => {
    const history = run?.history as Record<string, Values> | undefined;
    if (typeof history !== 'object' || history === null)
      throw new TypeError(
        `runs.${name}[${i}]: expected what train(…) returned, or { history: { loss: [ … ] } }`,
      );
    const values = history[metric];
    if (values && values.length > 0) return values;
    throw new RangeError(
      `metric: expected one recorded in every run; runs.${name}[${i}] has ${Object.keys(history).join(', ') || 'none'}, not ${metric}`,
    );
  });
}

function groupOf(group: string, runs: Values[], spread: 'range' | 'quartiles'): SpreadGroup {
  const epochs = Math.max(...runs.map((values) => values.length));
  const rows = Array.from({ length: epochs }, (_, i) => rowAt(runs, i, PERCENTAGES[spread]));
  const seeds = `${runs.length} ${runs.length === 1 ? 'seed' : 'seeds'}`;
  const lost = runs
    .map((values) => values.findIndex((value) => !Number.isFinite(value)))
    .filter((i) => i >= 0);
  const name = `${group} (${seeds})`;
  if (lost.length === 0) return { name, rows };
  return { name, rows, mark: { x: Math.min(...lost) + 1, words: `${lost.length} of ${seeds} not finite` } };
}

function rowAt(runs: Values[], i: number, percentages: number[]): SpreadRow {
  const finite = runs.map((values) => values[i]).filter((value) => Number.isFinite(value)) as number[];
  const [low, middle, high] = percentiles(Float64Array.from(finite), percentages) as [number, number, number];
  return finite.length === 0
    ? { x: i + 1, low: null, middle: null, high: null }
    : { x: i + 1, low, middle, high };
}

function ending({ name, rows, mark }: SpreadGroup): string {
  const { low, middle, high } = rows.at(-1)!;
  const lost = mark ? `, ${mark.words}` : '';
  if (middle === null) return `${name} no finite value${lost}`;
  return `${name} ${short(middle)} [${short(low!)}, ${short(high!)}]${lost}`;
}
