import { linear, log, type Scale } from './scale';
import { short } from './series';
import { decades, rateLabel, ticks } from './ticks';

type Place = readonly [x: number, y: number];

/** Something drawn with one character. */
export interface Ink {
  symbol: string;
  /** Its line in the legend; without one it has none. */
  name?: string;
  /** Joined by straight lines; a hole at null. */
  path?: readonly (Place | null)[];
  dots?: readonly Place[];
  /** Filled between two heights; a hole at null. */
  area?: readonly (readonly [x: number, low: number, high: number] | null)[];
}

/** Axes of a plane of characters. */
export interface Axes {
  x: readonly [number, number];
  y: readonly [number, number];
  /** Default linear. */
  xScale?: Scale;
  yScale?: Scale;
  xTitle: string;
  yTitle: string;
  /** Columns of the whole picture. */
  width: number;
  /** Rows between the least and the greatest value. Default 10. */
  height?: number;
  /** Least distance between two numbers below the axis. Default any. */
  leastStep?: number;
}

/** Columns left of the plane: the numbers and the axis. */
const MARGIN = 9;

/** Draws on a plane with two axes, later inks over earlier ones, explained below. */
export function drawPlane(axes: Axes, inks: readonly Ink[]): string {
  const frame = frameOf(axes);
  const cells = Array.from({ length: frame.height + 1 }, () => new Array<string>(frame.columns).fill(' '));
  for (const ink of inks) draw(cells, frame, ink);
  const rows = cells.map((row, i) => `${yLabel(i, axes, frame)}${row.join('')}`.trimEnd());
  const legend = inks
    .filter(({ name }) => name !== undefined)
    .map(({ symbol, name }) => `${' '.repeat(MARGIN)}${symbol.repeat(2)} ${name}`);
  return [`${' '.repeat(MARGIN - 1)}${axes.yTitle}`, ...rows, xLabels(axes, frame), ...legend].join('\n');
}

interface Frame {
  columns: number;
  height: number;
  /** Column and row, not yet rounded, of a value. */
  column: (x: number) => number;
  row: (y: number) => number;
}

function frameOf({ x, y, xScale = linear, yScale = linear, width, height = 10 }: Axes): Frame {
  const columns = width - MARGIN;
  const across = share(x.map(xScale.apply));
  const up = share(y.map(yScale.apply));
  return {
    columns,
    height,
    column: (value) => across(xScale.apply(value)) * (columns - 1),
    row: (value) => (1 - up(yScale.apply(value))) * height,
  };
}

/** 0 at the first bound, 1 at the second; the middle where both are the same. */
function share([min, max]: readonly number[]): (value: number) => number {
  return (value) => (max! > min! ? (value - min!) / (max! - min!) : 0.5);
}

function draw(cells: string[][], frame: Frame, { symbol, path = [], dots = [], area = [] }: Ink): void {
  const put = (column: number, row: number) => {
    const line = cells[Math.round(row)];
    const at = Math.round(column);
    if (line && at >= 0 && at < line.length) line[at] = symbol;
  };
  const at = ([x, y]: Place) => [frame.column(x), frame.row(y)] as const;
  for (const place of dots) put(...at(place));
  path.forEach((place, i) => {
    if (place) walk(at(place), at(path[i + 1] ?? place), put);
  });
  area.forEach((slice, i) => {
    if (slice) fill(frame, slice, area[i + 1] ?? slice, put);
  });
}

/** Puts the symbol in every cell from one to the other. */
function walk(from: Place, to: Place, put: (column: number, row: number) => void): void {
  const steps = Math.max(1, Math.ceil(Math.abs(to[0] - from[0])), Math.ceil(Math.abs(to[1] - from[1])));
  for (let i = 0; i <= steps; i++)
    put(from[0] + ((to[0] - from[0]) * i) / steps, from[1] + ((to[1] - from[1]) * i) / steps);
}

type Slice = readonly [x: number, low: number, high: number];

function fill(frame: Frame, from: Slice, to: Slice, put: (column: number, row: number) => void): void {
  const [start, end] = [frame.column(from[0]), frame.column(to[0])];
  const steps = Math.max(1, Math.ceil(end - start));
  for (let i = 0; i <= steps; i++) {
    const between = (a: number, b: number) => frame.row(a) + ((frame.row(b) - frame.row(a)) * i) / steps;
    const [top, bottom] = [between(from[2], to[2]), between(from[1], to[1])];
    walk([start + ((end - start) * i) / steps, top], [start + ((end - start) * i) / steps, bottom], put);
  }
}

/** A number at every row, or at every second one of a high plane. */
function yLabel(row: number, { y, yScale = linear }: Axes, { height }: Frame): string {
  const [min, max] = y.map(yScale.apply) as [number, number];
  const value = yScale.invert(max - ((max - min) * row) / height);
  // Digits lost in the subtraction would otherwise show as 5.6e-17.
  const shown = Math.abs(value) < 1e-9 * Math.max(...y.map(Math.abs)) ? 0 : value;
  const label = height > 10 && row % 2 === 1 ? '' : short(shown);
  return `${label.padStart(MARGIN - 2)} ┤`;
}

function xLabels({ x, xScale = linear, xTitle, leastStep }: Axes, { columns, column }: Frame): string {
  const values = xScale === log ? decades(x) : ticks(x, columns / 10, leastStep);
  let line = xTitle.length < MARGIN ? xTitle.padStart(MARGIN - 1) : '';
  for (const value of values) {
    const label = xScale === log ? rateLabel(value) : short(value);
    const start = MARGIN + Math.round(column(value)) - Math.floor(label.length / 2);
    if (start > line.length && start + label.length <= MARGIN + columns + 1)
      line = line.padEnd(start) + label;
  }
  if (xTitle.length < MARGIN) return line;
  return `${line}\n${xTitle.padStart(MARGIN + Math.floor((columns + xTitle.length) / 2))}`;
}
