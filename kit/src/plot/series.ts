import type { TrainingRun } from '../train';

/** What a run must have to be drawn: a `TrainingRun`, or plain numbers in its shape. */
export type Drawable = Pick<TrainingRun, 'history'>;

/** One curve: one metric of one run. */
export interface Series {
  run: string;
  /** The metric's name in the history, e.g. `val_loss`. */
  metric: string;
  /** What its axis shows: the metric without `val_`. */
  panel: string;
  rows: 'training' | 'validation';
  /** One value an epoch; null where it was NaN or infinite. */
  values: (number | null)[];
  /** First epoch, counted from 1, whose value is no finite number. */
  diverged?: number;
}

const VALIDATION = 'val_';

/**
 * Picks the curves to draw, run by run.
 *
 * @param metrics names in `history`. Default `loss` and `val_loss`, where there are such.
 * @throws RangeError when there is no run, or no run has one of the metrics; the message lists what there is.
 */
export function gatherSeries(runs: Record<string, Drawable>, metrics?: string[]): Series[] {
  const names = Object.keys(runs);
  if (names.length === 0)
    throw new RangeError('runs: expected at least one run by its name, e.g. { broken: run }');
  for (const name of names) checkDrawable(name, runs[name]);
  const present = new Set(names.flatMap((name) => Object.keys(runs[name]!.history)));
  const wanted = metrics ?? ['loss', 'val_loss'].filter((metric) => present.has(metric));
  const missing = wanted.find((metric) => !present.has(metric));
  if (missing !== undefined || wanted.length === 0)
    throw new RangeError(
      `metrics: expected some of ${[...present].join(', ')}, as recorded in history; got ${missing ?? 'none'}`,
    );
  return names.flatMap((run) =>
    wanted
      .filter((metric) => runs[run]!.history[metric])
      .map((metric) => oneSeries(run, metric, runs[run]!.history[metric]!)),
  );
}

function checkDrawable(name: string, run: unknown): void {
  if (typeof run === 'object' && run !== null && 'history' in run && typeof run.history === 'object') return;
  throw new TypeError(`runs.${name}: expected what train(…) returned, or { history: { loss: [ … ] } }`);
}

function oneSeries(run: string, metric: string, raw: readonly (number | null)[]): Series {
  const validation = metric.startsWith(VALIDATION);
  // JSON carries NaN and the infinities as null.
  const values = raw.map((value) => (Number.isFinite(value) ? value : null));
  const lost = values.indexOf(null);
  return {
    run,
    metric,
    panel: validation ? metric.slice(VALIDATION.length) : metric,
    rows: validation ? 'validation' : 'training',
    values,
    ...(lost < 0 ? {} : { diverged: lost + 1 }),
  };
}

/** What an axis is fitted to. */
export type Valued = Pick<Series, 'panel' | 'values'>;

/** Series by the panel they are drawn in, in order of appearance. */
export function byPanel(series: Series[]): Map<string, Series[]> {
  const panels = new Map<string, Series[]>();
  for (const one of series) panels.set(one.panel, [...(panels.get(one.panel) ?? []), one]);
  return panels;
}

/** Above this a linear axis would press everything else flat against zero. */
const MOST_LINEAR = 1000;

/** Whether the values ask for a logarithmic axis (symlog, which holds zero and negative numbers too). */
export function needsLogarithm(series: Valued[]): boolean {
  return series.some(({ values }) => values.some((value) => Math.abs(value ?? 0) > MOST_LINEAR));
}

/** From zero, or from the least value where that is negative, to the greatest; to 1 for an accuracy. Never empty. */
export function extentOf(series: Valued[]): [number, number] {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const least = Math.min(0, ...values);
  const greatest = Math.max(isShare(series) ? 1 : 0, ...values);
  return greatest > least ? [least, greatest] : [0, 1];
}

/** Whether the panel shows a share, which is read against 1. */
function isShare(series: Valued[]): boolean {
  return /acc/i.test(series[0]!.panel);
}

/** The last epoch's values in words, one run after the other. */
export function describeEnd(series: Series[]): string {
  const runs = new Map<string, string[]>();
  for (const one of series) {
    const { run, metric, values } = one;
    const end = values.at(-1);
    const said =
      end === null || end === undefined
        ? `${metric} diverged in epoch ${one.diverged}`
        : `${metric} ${short(end)}`;
    runs.set(run, [...(runs.get(run) ?? []), said]);
  }
  const epochs = Math.max(...series.map(({ values }) => values.length));
  const ends = [...runs].map(([run, said]) => `${run}: ${said.join(', ')}`);
  return `After epoch ${epochs}, ${ends.join('; ')}.`;
}

/** Three significant digits, without a tail of zeros. */
export function short(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e5)
    ? value.toExponential(1)
    : String(Number(value.toPrecision(3)));
}
