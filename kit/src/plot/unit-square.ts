import { Chart } from './chart';
import { MOST_POINTS, nth, REFERENCE, SYMBOLS, tell } from './palette';
import { drawPlane, type Ink } from './plane';
import { type PlotOptions, readWidth, titled } from './plot-options';
import { specOf } from './spec';
import { renderSvg } from './svg';

/** One curve of shares against shares. */
interface SquareCurve {
  /** In the legend. */
  name: string;
  /** In order along the curve. */
  rows: Record<string, number>[];
}

/** What is drawn, and on what. */
export interface Square extends PlotOptions {
  curves: SquareCurve[];
  /** Field of the rows, and what the axis says. */
  x: [field: string, title: string];
  y: [field: string, title: string];
  /** Steps hold a height until the next place, straight lines lead to it. */
  join: 'step' | 'line';
  /** A dashed line between two places, to compare with. */
  reference: { name: string; ends: [[number, number], [number, number]] };
  caption: string;
}

/** Draws curves in the square from 0 to 1, as wide as high. */
export function drawSquare(square: Square): Chart {
  const width = readWidth(square);
  const spec = specOf(square.title, {
    width: 260,
    height: 260,
    layer: [referenceLine(square), ...curveLayers(square)],
  });
  return new Chart({
    text: titled(square, drawText(square, width)),
    caption: square.caption,
    svg: () => renderSvg(spec),
    spec,
  });
}

function referenceLine({ reference }: Square): object {
  const values = reference.ends.map(([x, y]) => ({ x, y, reference: reference.name }));
  return {
    data: { values },
    mark: { type: 'line', strokeDash: [4, 4], color: REFERENCE, tooltip: { content: 'data' } },
    encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
  };
}

function curveLayers({ curves, x, y, join }: Square): object[] {
  const values = curves.flatMap(({ name, rows }) =>
    rows.map((row, order) => ({ curve: name, order, ...row })),
  );
  const names = curves.map(({ name }) => name);
  const few = curves.every(({ rows }) => rows.length <= MOST_POINTS);
  const line = { type: 'line', interpolate: join === 'step' ? 'step-after' : 'linear' };
  const encoding = { x: shareAxis(x), y: shareAxis(y), ...tell('color', 'curve', names) };
  const order = { field: 'order', type: 'quantitative' };
  const points = { type: 'point', filled: true, size: 36, opacity: 1, tooltip: { content: 'data' } };
  const drawnPoints = {
    data: { values },
    mark: points,
    encoding: { ...encoding, ...tell('shape', 'curve', names) },
  };
  return [{ data: { values }, mark: line, encoding: { ...encoding, order } }, ...(few ? [drawnPoints] : [])];
}

function shareAxis([field, title]: [string, string]): object {
  return { field, type: 'quantitative', title, scale: { domain: [0, 1] }, axis: { tickCount: 5 } };
}

function drawText({ curves, x, y, join, reference }: Square, width: number): string {
  const inks: Ink[] = curves.map(({ name, rows }, i) => {
    const places = rows.map((row) => [row[x[0]]!, row[y[0]]!] as const);
    return { symbol: nth(SYMBOLS, i), name, path: join === 'step' ? stairs(places) : places };
  });
  const axes = { x: [0, 1], y: [0, 1], xTitle: x[1], yTitle: y[1], width, height: 20 } as const;
  // The first curve last: it is the picture's subject.
  const drawn = [
    { symbol: '·', path: reference.ends },
    ...[...inks].reverse().map(({ name: _, ...ink }) => ink),
  ];
  const legend = [...inks, { symbol: '·', name: reference.name }].map(({ symbol, name }) => ({
    symbol,
    name: name!,
  }));
  return drawPlane(axes, [...drawn, ...legend]);
}

function stairs(places: (readonly [number, number])[]): (readonly [number, number])[] {
  return places.flatMap((place, i) => (i === 0 ? [place] : [[place[0], places[i - 1]![1]] as const, place]));
}
