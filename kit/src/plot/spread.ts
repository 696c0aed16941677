import { Chart } from './chart';
import { MOST_POINTS, nth, SYMBOLS, tell } from './palette';
import { drawPlane, type Ink } from './plane';
import { type PlotOptions, readWidth, titled } from './plot-options';
import { linear, symlog } from './scale';
import { extentOf, needsLogarithm, type Valued } from './series';
import { specOf } from './spec';
import { renderSvg } from './svg';
import { valueAxis } from './value-axis';

/** One place of a band: null where there is no finite value. */
export interface SpreadRow {
  x: number;
  middle: number | null;
  low: number | null;
  high: number | null;
}

/** One band. */
export interface SpreadGroup {
  name: string;
  rows: SpreadRow[];
  /** Words that mark a place from which some of its values are not finite. */
  mark?: { x: number; words: string };
}

/** Bands, and what the axes say. */
export interface Spread extends PlotOptions {
  groups: SpreadGroup[];
  xTitle: string;
  yTitle: string;
  caption: string;
}

/** Shades of the bands in characters; with more bands than these, shades come again. */
const SHADES = ['░', '▒'];

/** Draws lines with bands round them. */
export function drawSpread(spread: Spread): Chart {
  const width = readWidth(spread);
  const spec = specOf(spread.title, {
    width: 320,
    height: 200,
    data: { values: spread.groups.flatMap(({ name, rows }) => rows.map((row) => ({ group: name, ...row }))) },
    layer: [...layers(spread), ...marks(spread)],
  });
  return new Chart({
    text: titled(spread, drawText(spread, width)),
    caption: spread.caption,
    svg: () => renderSvg(spec),
    spec,
  });
}

function layers(spread: Spread): object[] {
  const names = spread.groups.map(({ name }) => name);
  const few = spread.groups.every(({ rows }) => rows.length <= MOST_POINTS);
  const x = {
    field: 'x',
    type: 'quantitative',
    title: spread.xTitle,
    axis: { tickMinStep: 1, format: 'd' },
    scale: { nice: false, zero: false },
  };
  const y = { field: 'middle', type: 'quantitative', title: spread.yTitle, ...valueAxis([valued(spread)]) };
  const color = tell('color', 'group', names);
  const edges = { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, ...color };
  const point = { type: 'point', filled: true, size: 36, opacity: 1, tooltip: { content: 'data' } };
  return [
    { mark: { type: 'area', opacity: 0.22 }, encoding: edges },
    { mark: { type: 'line' }, encoding: { x, y, ...color } },
    // A band round a single place has no width: a stroke shows it.
    ...(spread.groups.some(({ rows }) => rows.length === 1) ? [{ mark: 'rule', encoding: edges }] : []),
    ...(few ? [{ mark: point, encoding: { x, y, ...color, ...tell('shape', 'group', names) } }] : []),
  ];
}

/** Words at the place from which values are not finite, below each other where several bands have them. */
function marks(spread: Spread): object[] {
  const names = spread.groups.map(({ name }) => name);
  const last = Math.max(...spread.groups.flatMap(({ rows }) => rows.map(({ x }) => x)));
  return spread.groups.flatMap(({ name, mark }, i) => {
    if (!mark) return [];
    const left = mark.x > last / 2;
    const text = left ? `${mark.words} ▲` : `▲ ${mark.words}`;
    return {
      transform: [{ filter: { field: 'group', equal: name } }, { filter: { field: 'x', equal: mark.x } }],
      mark: { type: 'text', text, align: left ? 'right' : 'left', dx: left ? 5 : -5, fontWeight: 'bold' },
      encoding: {
        x: { field: 'x', type: 'quantitative' },
        y: { value: 8 + 14 * i },
        ...tell('color', 'group', names),
      },
    };
  });
}

/** Every value that the axis has to hold. */
function valued({ groups, yTitle }: Spread): Valued {
  return {
    panel: yTitle,
    values: groups.flatMap(({ rows }) => rows.flatMap(({ low, middle, high }) => [low, middle, high])),
  };
}

function drawText(spread: Spread, width: number): string {
  const all = valued(spread);
  const xs = spread.groups.flatMap(({ rows }) => rows.map(({ x }) => x));
  const logarithmic = needsLogarithm([all]);
  const axes = {
    x: [Math.min(...xs), Math.max(...xs)] as const,
    y: extentOf([all]),
    yScale: logarithmic ? symlog : linear,
    xTitle: spread.xTitle,
    yTitle: logarithmic ? `${spread.yTitle} (logarithmic axis)` : spread.yTitle,
    width,
    height: 14,
    leastStep: 1,
  };
  // The first group on top: it is the picture's subject. Every line lies over every band.
  const groups = spread.groups.map((group, i) => ({ group, i })).reverse();
  const bands = groups.map(({ group, i }): Ink => ({ symbol: nth(SHADES, i), area: group.rows.map(slice) }));
  const lines = groups.map(({ group, i }): Ink => ({ symbol: nth(SYMBOLS, i), path: group.rows.map(place) }));
  const legend = spread.groups.map(({ name, mark }, i) => ({
    symbol: nth(SYMBOLS, i),
    name: mark ? `${name} (${mark.words}, from ${spread.xTitle} ${mark.x})` : name,
  }));
  return drawPlane(axes, [...bands, ...lines, ...legend]);
}

function slice({ x, low, high }: SpreadRow): [number, number, number] | null {
  return low === null || high === null ? null : [x, low, high];
}

function place({ x, middle }: SpreadRow): [number, number] | null {
  return middle === null ? null : [x, middle];
}
