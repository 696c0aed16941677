import { describe } from '../data/form';
import type { RangeTest } from '../train';
import { Chart } from './chart';
import { COLORS, REFERENCE } from './palette';
import { drawPlane } from './plane';
import { type PlotOptions, readWidth, titled } from './plot-options';
import { linear, log, symlog } from './scale';
import { extentOf, needsLogarithm, short, type Valued } from './series';
import { specOf } from './spec';
import { renderSvg } from './svg';
import { decades } from './ticks';
import { valueAxis } from './value-axis';

/** One batch: its rate and its loss, null where that is no finite number. */
interface Step {
  rate: number;
  loss: number | null;
}

/**
 * Draws the loss of each batch against the learning rate it was stepped on with, on a logarithmic axis, and
 * marks the suggested rate. Where the loss blows up the line leaves the picture; where the loss is no longer finite the line stops, and a mark says so.
 *
 * @param test what `learningRateRangeTest` resolved to: `rates` (> 0) and `losses`, one each a batch, and the
 *   `suggestion`, NaN for none.
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws TypeError when it is no such test; RangeError when there are not as many losses as rates, or a rate
 *   is not above zero.
 * @example
 * const test = await learningRateRangeTest(model, { x, y, steps: 20, batchSize: 4 });
 * plot.rateFinder(test)
 */
export function rateFinder(test: RangeTest, options: PlotOptions = {}): Chart {
  const width = readWidth(options);
  const steps = read(test);
  // NaN becomes null on a journey through JSON.
  const suggestion = Number.isFinite(test.suggestion) ? test.suggestion : undefined;
  const spec = specOf(options.title, describePicture(steps, suggestion));
  return new Chart({
    text: titled(options, drawText(steps, suggestion, width)),
    caption: captionOf(steps, suggestion),
    svg: () => renderSvg(spec),
    spec,
  });
}

function read(test: RangeTest): Step[] {
  const { rates, losses } = test ?? {};
  if (!Array.isArray(rates) || !Array.isArray(losses) || rates.length === 0)
    throw new TypeError(
      `test: expected what learningRateRangeTest(…) resolved to (await it), got ${describe(test)}`,
    );
  if (losses.length !== rates.length)
    throw new RangeError(`test.losses: expected one for each of ${rates.length} rates, got ${losses.length}`);
  const at = rates.findIndex((rate) => !(rate > 0 && rate < Infinity));
  if (at >= 0) throw new RangeError(`test.rates: expected finite rates > 0, got ${rates[at]} at ${at}`);
  return rates.map((rate, i) => ({ rate, loss: Number.isFinite(losses[i]) ? losses[i]! : null }));
}

/** Room above the losses on the way down to the lowest one. */
const ROOM = 1.5;

/**
 * What the axis holds: the way down to the lowest loss. At the end of a test the loss blows up; held whole, it
 * would press everything else flat, so the line leaves the picture.
 */
function valued(steps: Step[]): Valued {
  const losses = steps.map(({ loss }) => loss).filter((loss) => loss !== null);
  const lowest = losses.indexOf(Math.min(...losses));
  const top = ROOM * Math.max(...losses.slice(0, lowest + 1));
  return { panel: 'loss', values: losses.map((loss) => (top > 0 ? Math.min(loss, top) : loss)) };
}

function describePicture(steps: Step[], suggestion: number | undefined): object {
  const rates = extentX(steps, suggestion);
  const scale = { type: 'log', domain: rates, nice: false };
  const words = "datum.value < 1e-3 ? format(datum.value, '~e') : format(datum.value, '~g')";
  const axis = { values: decades(rates), labelExpr: words };
  const x = { field: 'rate', type: 'quantitative', title: 'learning rate', scale, axis };
  const y = { field: 'loss', type: 'quantitative', title: 'loss', ...valueAxis([valued(steps)]) };
  const lost = steps.some(({ loss }) => loss === null);
  return {
    width: 320,
    height: 200,
    data: { values: steps },
    layer: [
      {
        mark: { type: 'line', clip: true, color: COLORS[1], tooltip: { content: 'data' } },
        encoding: { x, y },
      },
      ...(suggestion === undefined ? [] : suggestionMarks(suggestion, x, rates)),
      ...(lost ? [divergence(x)] : []),
    ],
  };
}

function suggestionMarks(rate: number, x: object, [least, greatest]: [number, number]): object[] {
  const left = rate > Math.sqrt(least * greatest);
  const data = { values: [{ rate, words: `suggested ${short(rate)}` }] };
  return [
    { data, mark: { type: 'rule', strokeDash: [4, 4], color: COLORS[0] }, encoding: { x } },
    {
      data,
      mark: {
        type: 'text',
        align: left ? 'right' : 'left',
        dx: left ? -5 : 5,
        fontWeight: 'bold',
        color: COLORS[0],
      },
      encoding: { x, y: { value: 190 }, text: { field: 'words', type: 'nominal' } },
    },
  ];
}

function divergence(x: object): object {
  return {
    transform: [{ filter: 'datum.loss === null' }],
    mark: { type: 'text', text: 'not finite ▲', align: 'right', dx: 5, fontWeight: 'bold', color: REFERENCE },
    encoding: { x, y: { value: 176 } },
  };
}

function extentX(steps: Step[], suggestion: number | undefined): [number, number] {
  const rates = [...steps.map(({ rate }) => rate), ...(suggestion === undefined ? [] : [suggestion])];
  return [Math.min(...rates), Math.max(...rates)];
}

function drawText(steps: Step[], suggestion: number | undefined, width: number): string {
  const logarithmic = needsLogarithm([valued(steps)]);
  const y = extentOf([valued(steps)]);
  const lost = steps.find(({ loss }) => loss === null);
  const axes = {
    x: extentX(steps, suggestion),
    y,
    xScale: log,
    yScale: logarithmic ? symlog : linear,
    xTitle: 'learning rate',
    yTitle: logarithmic ? 'loss (logarithmic axis)' : 'loss',
    width,
    height: 14,
  };
  return drawPlane(axes, [
    ...(suggestion === undefined
      ? []
      : [
          {
            symbol: '┊',
            name: `suggested ${short(suggestion)}`,
            path: y.map((end) => [suggestion, end] as const),
          },
        ]),
    { symbol: '●', path: steps.map(({ rate, loss }) => (loss === null ? null : ([rate, loss] as const))) },
    ...(lost
      ? [{ symbol: '▲', name: `not finite at ${short(lost.rate)}`, dots: [[lost.rate, y[1]] as const] }]
      : []),
  ]);
}

function captionOf(steps: Step[], suggestion: number | undefined): string {
  const said =
    suggestion === undefined
      ? 'The loss never fell, so there is no suggestion.'
      : `Suggested learning rate: ${short(suggestion)}.`;
  const lost = steps.find(({ loss }) => loss === null);
  return lost ? `${said} The loss was not finite at ${short(lost.rate)}.` : said;
}
