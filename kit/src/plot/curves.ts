import { Chart, type VegaLiteSpec } from './chart';
import {
  byPanel,
  type Drawable,
  describeEnd,
  extentOf,
  gatherSeries,
  needsLogarithm,
  type Series,
} from './series';
import { renderSvg } from './svg';
import { drawText } from './text';

/** What `curves` takes besides the runs. */
export interface CurveOptions {
  /** Names in `history`. Default `loss` and `val_loss`, where the runs have them. */
  metrics?: string[];
  /** Stands above the picture. Default none. */
  title?: string;
  /** Columns of the picture in characters. Default 72. */
  width?: number;
}

/** Vermilion, blue, green, purple, orange, sky blue: told apart by colour-blind readers (Okabe and Ito, 2008). */
const COLORS = ['#D55E00', '#0072B2', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];
const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down'];
/** More points than this on a line hide it. */
const MOST_POINTS = 30;

/**
 * Draws training curves of several runs side by side: one panel a metric, with its `val_` twin dashed.
 * Epochs are counted from 1. Where a value is NaN or infinite the line stops, and a mark says so.
 *
 * @param runs by the name that the legend shows: what `train` returned, or `{ history: { loss: [ … ] } }`.
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws RangeError when no run has one of the metrics.
 * @example
 * plot.curves({ broken, fixed }, { metrics: ['loss', 'val_loss', 'acc'] })
 */
export function curves(runs: Record<string, Drawable>, options: CurveOptions = {}): Chart {
  const series = gatherSeries(runs, options.metrics);
  const { title, width = 72 } = options;
  if (!Number.isInteger(width) || width < 30)
    throw new RangeError(`width: expected a whole number of columns >= 30, got ${String(width)}`);
  const spec = describe(series, title);
  return new Chart({
    text: [...(title ? [title] : []), drawText(series, width)].join('\n'),
    caption: describeEnd(series),
    svg: () => renderSvg(spec),
    spec,
  });
}

function describe(series: Series[], title: string | undefined): VegaLiteSpec {
  const panels = [...byPanel(series)].map(([name, drawn]) => panel(name, drawn));
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...(title ? { title } : {}),
    background: 'white',
    data: { values: series.flatMap(points) },
    ...(panels.length === 1 ? panels[0] : { hconcat: panels }),
    config: { view: { stroke: null }, axis: { gridOpacity: 0.5 }, legend: { labelLimit: 0 } },
  };
}

function points({ run, metric, panel, rows, values }: Series): object[] {
  return values.map((value, i) => ({ run, metric, panel, rows, epoch: i + 1, value }));
}

function panel(name: string, series: Series[]): object {
  const lost = series.filter(({ diverged }) => diverged !== undefined);
  return {
    width: 280,
    height: 180,
    transform: [{ filter: { field: 'panel', equal: name } }],
    encoding: { x: epochAxis, ...tell('color', series) },
    layer: [...lines(series), ...lost.map(divergence)],
  };
}

const epochAxis = {
  field: 'epoch',
  type: 'quantitative',
  axis: { tickMinStep: 1, format: 'd' },
  scale: { nice: false, zero: false },
};

/** Lines and, where they would not hide them, points: two layers, so that each keeps its own legend. */
function lines(series: Series[]): object[] {
  const epochs = Math.max(...series.map(({ values }) => values.length));
  const twoKinds = new Set(series.map(({ rows }) => rows)).size > 1;
  const y = { field: 'value', type: 'quantitative', title: series[0]!.panel, ...valueAxis(series) };
  return [
    { mark: { type: 'line', tooltip: true }, encoding: { y, ...(twoKinds ? dash : {}) } },
    ...(epochs > MOST_POINTS
      ? []
      : [
          {
            mark: { type: 'point', filled: true, size: 36, opacity: 1, tooltip: true },
            encoding: { y, ...tell('shape', series) },
          },
        ]),
  ];
}

function valueAxis(series: Series[]): object {
  const domain = extentOf(series);
  if (!needsLogarithm(series)) return { scale: { domain, nice: true } };
  const decades = Math.ceil(Math.log10(Math.max(...domain.map(Math.abs)))) + 1;
  const powers = Array.from({ length: decades }, (_, i) => 10 ** i);
  const axis = { values: [0, ...powers], format: '~g', labelOverlap: true };
  return { scale: { type: 'symlog', domain }, axis };
}

/** Words at the first epoch without a finite value, below each other where several runs diverged. */
function divergence({ run, metric, diverged }: Series, i: number): object {
  return {
    transform: [
      { filter: { field: 'run', equal: run } },
      { filter: { field: 'metric', equal: metric } },
      { filter: { field: 'epoch', equal: diverged } },
    ],
    mark: { type: 'text', text: '▲ not finite', align: 'left', dx: -5, fontWeight: 'bold', tooltip: true },
    encoding: { y: { value: 8 + 14 * i } },
  };
}

const dash = {
  strokeDash: {
    field: 'rows',
    type: 'nominal',
    title: null,
    scale: { domain: ['training', 'validation'], range: [[], [5, 4]] },
  },
};

/** Each run has a colour and, on its points, a shape of its own. */
function tell(channel: 'color' | 'shape', series: Series[]): object {
  const domain = [...new Set(series.map(({ run }) => run))];
  const all = channel === 'color' ? COLORS : SHAPES;
  const range = domain.map((_, i) => all[i % all.length]);
  return { [channel]: { field: 'run', type: 'nominal', title: null, scale: { domain, range } } };
}
