import { plot } from 'asciichart';
import { linear, type Scale, symlog } from './scale';
import { byPanel, extentOf, needsLogarithm, type Series, short } from './series';

/** Rows between the least and the greatest value of a panel. */
const HEIGHT = 10;
/** Columns left of a curve: the axis labels and the axis. */
const MARGIN = 9;

/** Kinds of line by run, training before validation: told apart without colour. In asciichart's order of symbols. */
const STYLES = [
  { training: [...'┤┤╺╸━┗┏┓┛┃'], validation: [...'┤┤╺╸┅┗┏┓┛┇'] },
  { training: [...'┤┤╶╴─╰╭╮╯│'], validation: [...'┤┤╶╴┄╰╭╮╯┆'] },
  { training: [...'┤┤═══╚╔╗╝║'], validation: [...'┤┤········'] },
];

/**
 * Draws curves in characters: one panel a metric, each curve in its own kind of line, explained below it.
 * A panel with more runs than kinds of line is drawn run by run.
 *
 * @param width columns of the whole picture.
 */
export function drawText(series: Series[], width: number): string {
  return [...byPanel(series)]
    .flatMap(([, drawn]) => apart(drawn))
    .map((drawn) => panel(drawn, width))
    .join('\n\n');
}

function apart(series: Series[]): Series[][] {
  const names = [...new Set(series.map(({ run }) => run))];
  if (names.length <= STYLES.length) return [series];
  return names.map((name) => series.filter(({ run }) => run === name));
}

function panel(series: Series[], width: number): string {
  const scale = needsLogarithm(series) ? symlog : linear;
  const epochs = Math.max(...series.map(({ values }) => values.length));
  const columns = width - MARGIN;
  const extent = extentOf(series).map(scale.apply) as [number, number];
  const symbols = symbolsOf(series);
  const canvases = series.map((one, i) => draw(one, symbols[i]!, { scale, extent, columns, epochs }));
  const title = `${' '.repeat(MARGIN - 1)}${series[0]!.panel}${scale === symlog ? ' (logarithmic axis)' : ''}`;
  return [title, ...overlay(canvases), epochAxis(epochs, columns), ...legend(series, symbols)].join('\n');
}

interface Frame {
  scale: Scale;
  extent: [number, number];
  columns: number;
  epochs: number;
}

/** One curve on a canvas of its own; asciichart draws all curves of one call with the same symbols. */
function draw(series: Series, symbols: string[], { scale, extent, columns, epochs }: Frame): string[] {
  const [min, max] = extent;
  const reached = untilDivergence(series);
  const heights = reached.length === 0 ? [min] : stretch(reached.map(scale.apply), columns, epochs);
  return plot(heights, {
    min,
    max,
    height: HEIGHT,
    // A label is one cell of asciichart's canvas, the axis the next.
    offset: 2,
    format: (value) => `${short(scale.invert(value)).padStart(MARGIN - 2)} `,
    symbols,
  }).split('\n');
}

function untilDivergence({ values, diverged }: Series): number[] {
  return (diverged === undefined ? values : values.slice(0, diverged - 1)) as number[];
}

/** Spreads one value an epoch over the columns, joined by straight lines. */
function stretch(values: number[], columns: number, epochs: number): number[] {
  if (epochs === 1) return Array.from({ length: columns }, () => values[0]!);
  const step = (epochs - 1) / (columns - 1);
  const drawn = Math.round((values.length - 1) / step) + 1;
  return Array.from({ length: Math.max(2, drawn) }, (_, column) => at(values, column * step));
}

function at(values: number[], position: number): number {
  const left = Math.min(Math.floor(position), values.length - 1);
  const right = Math.min(left + 1, values.length - 1);
  return values[left]! + (values[right]! - values[left]!) * (position - left);
}

/** Lays the canvases upon each other; the first stays on top, as the picture's subject. */
function overlay(canvases: string[][]): string[] {
  return canvases[0]!.map((_, row) => {
    const lines = canvases.map((canvas) => [...canvas[row]!]);
    const length = Math.max(...lines.map((line) => line.length));
    const seen = Array.from({ length }, (_, i) => lines.find((line) => (line[i] ?? ' ') !== ' ')?.[i] ?? ' ');
    return seen.join('').trimEnd();
  });
}

/** Epochs under the curve, as many as fit, each below its column. */
function epochAxis(epochs: number, columns: number): string {
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((n) => epochs / n <= columns / 6) ?? 1000;
  const line = Array.from({ length: MARGIN + columns + 6 }, () => ' ');
  for (let epoch = 1; epoch <= epochs; epoch = epoch === 1 && every > 1 ? every : epoch + every) {
    const column = MARGIN + Math.round(epochs === 1 ? 0 : ((epoch - 1) * (columns - 2)) / (epochs - 1));
    [...String(epoch)].forEach((digit, i) => {
      line[column + i] = digit;
    });
  }
  return `${'epoch'.padStart(MARGIN - 1)}${line
    .slice(MARGIN - 1)
    .join('')
    .trimEnd()}`;
}

function symbolsOf(series: Series[]): string[][] {
  const names = [...new Set(series.map(({ run }) => run))];
  return series.map(({ run, rows }) => STYLES[names.indexOf(run)]![rows]);
}

function legend(series: Series[], symbols: string[][]): string[] {
  const twoKinds = new Set(series.map(({ rows }) => rows)).size > 1;
  return series.map(({ run, rows, diverged }, i) => {
    const name = twoKinds ? `${run}, ${rows}` : run;
    const lost = diverged === undefined ? '' : ` (NaN or infinite from epoch ${diverged})`;
    return `${' '.repeat(MARGIN)}${symbols[i]![4]!.repeat(2)} ${name}${lost}`;
  });
}
