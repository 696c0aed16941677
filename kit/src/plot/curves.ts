import { Chart, type VegaLiteSpec } from './chart';
import { MOST_POINTS, tell } from './palette';
import { type PlotOptions, readWidth, titled } from './plot-options';
import { byPanel, type Drawable, describeEnd, gatherSeries, type Series } from './series';
import { specOf } from './spec';
import { renderSvg } from './svg';
import { drawText } from './text';
import { valueAxis } from './value-axis';

/** What `curves` takes besides the runs. */
export interface CurveOptions extends PlotOptions {
  /** Names in `history`. Default `loss` and `val_loss`, where the runs have them. */
  metrics?: string[];
}

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
  const width = readWidth(options);
  const spec = describe(series, options.title);
  return new Chart({
    text: titled(options, drawText(series, width)),
    caption: describeEnd(series),
    svg: () => renderSvg(spec),
    spec,
  });
}

function describe(series: Series[], title: string | undefined): VegaLiteSpec {
  const panels = [...byPanel(series)].map(([name, drawn]) => panel(name, drawn));
  return specOf(title, {
    data: { values: series.flatMap(points) },
    ...(panels.length === 1 ? panels[0] : { hconcat: panels }),
  });
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
    encoding: { x: epochAxis, ...tell('color', 'run', runNames(series)) },
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
            encoding: { y, ...tell('shape', 'run', runNames(series)) },
          },
        ]),
  ];
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

function runNames(series: Series[]): string[] {
  return series.map(({ run }) => run);
}
