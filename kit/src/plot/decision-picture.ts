import type { VegaLiteSpec } from './chart';
import type { Classified } from './classify';
import { COLORS, nth, tell } from './palette';
import { short } from './series';
import { specOf } from './spec';
import { ticks } from './ticks';

/** The plane cut into cells, what each is predicted to be, and the points on it. */
export interface DecisionMap {
  classes: string[];
  features: readonly [string, string];
  xRange: readonly [number, number];
  yRange: readonly [number, number];
  steps: number;
  /** Row by row from the lowest value of the second feature, null where the prediction is no number. */
  cells: (Classified | null)[];
  points: { x: number; y: number; label: number; right: boolean }[];
}

const SIDE = 300;
/** Faintest and fullest a cell gets: the points must stay to be seen. */
const FAINTEST = 0.08;
const FULLEST = 0.55;
/** Shades between them. */
const LEVELS = 32;

export function describeMap(map: DecisionMap, title: string | undefined): VegaLiteSpec {
  // Whole pixels a cell: else seams of the background show between them.
  const side = map.steps * Math.max(1, Math.round(SIDE / map.steps));
  const axis = (field: string, name: string, domain: readonly number[]) => ({
    field,
    type: 'quantitative',
    title: name,
    scale: { domain, nice: false, zero: false },
    axis: { grid: false, format: '~g', tickCount: 6 },
  });
  const x = axis('x', map.features[0], map.xRange);
  const y = axis('y', map.features[1], map.yRange);
  return specOf(title, { width: side, height: side, layer: [ground(map, x, y), points(map, x, y)] });
}

/** Cells of a row that look alike are one rectangle: a sure model needs few. */
function ground(map: DecisionMap, x: object, y: object): object {
  const values = Array.from({ length: map.steps }, (_, row) => rectangles(map, row)).flat();
  const fill = { field: 'fill', type: 'nominal', scale: null, legend: null };
  return {
    data: { values },
    // A stroke of the same colour covers the seams that smoothing leaves between neighbours.
    mark: { type: 'rect', clip: true, strokeWidth: 0.8 },
    encoding: { x, y, x2: { field: 'x2' }, y2: { field: 'y2' }, fill, stroke: fill },
  };
}

function rectangles(map: DecisionMap, row: number): object[] {
  const edge = ([from, to]: readonly [number, number], i: number) => from + ((to - from) * i) / map.steps;
  const fills = map.cells.slice(row * map.steps, (row + 1) * map.steps).map((cell) => cell && fillOf(cell));
  const starts = fills.flatMap((fill, i) => (i === 0 || fill !== fills[i - 1] ? [i] : []));
  return starts.flatMap((start, i) => {
    if (fills[start] === null) return [];
    return {
      x: edge(map.xRange, start),
      x2: edge(map.xRange, starts[i + 1] ?? map.steps),
      y: edge(map.yRange, row),
      y2: edge(map.yRange, row + 1),
      class: map.classes[map.cells[row * map.steps + start]!.label],
      fill: fills[start],
    };
  });
}

/** The colour of the class mixed with white: opaque, so that overlapping edges do not show. */
function fillOf({ label, sure }: Classified): string {
  const shade = FAINTEST + (FULLEST - FAINTEST) * (Math.round(sure * LEVELS) / LEVELS);
  const channels = nth(COLORS, label).match(/[0-9A-F]{2}/g)!;
  const mixed = channels.map((channel) => Math.round(255 - (255 - Number.parseInt(channel, 16)) * shade));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function points(map: DecisionMap, x: object, y: object): object {
  const values = map.points
    .filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y))
    .map((point) => ({ x: point.x, y: point.y, class: map.classes[point.label], right: point.right }));
  return {
    data: { values },
    mark: {
      type: 'point',
      filled: true,
      size: 55,
      opacity: 1,
      stroke: 'white',
      strokeWidth: 1,
      clip: true,
      tooltip: { content: 'data' },
    },
    encoding: { x, y, ...tell('color', 'class', map.classes), ...tell('shape', 'class', map.classes) },
  };
}

/** Ground by class in characters; the first stays white. */
const GROUND = [...' ·:+░▒'];
/** Columns left of the map. */
const MARGIN = 9;
const HEIGHT = 20;

/** Draws the map in characters: the ground by its class, a digit at each point, the label of that point. */
export function drawMapText(map: DecisionMap, width: number): string {
  const columns = width - MARGIN;
  const rows = Array.from({ length: HEIGHT }, (_, row) =>
    Array.from({ length: columns }, (_, column) =>
      groundAt(map, (column + 0.5) / columns, 1 - (row + 0.5) / HEIGHT),
    ),
  );
  for (const { x, y, label } of map.points) {
    const column = place(shareOf(x, map.xRange), columns);
    const row = place(1 - shareOf(y, map.yRange), HEIGHT);
    if (rows[row]?.[column] !== undefined) rows[row][column] = String(label % 10);
  }
  const lines = rows.map((row, i) => `${yLabel(map, i)} ┤${row.join('')}`.trimEnd());
  const legend = map.classes.map(
    (name, i) => `${' '.repeat(MARGIN)}${i % 10} ${name}, ground '${nth(GROUND, i)}'`,
  );
  return [`${' '.repeat(MARGIN - 1)}${map.features[1]}`, ...lines, ...xAxis(map, columns), ...legend].join(
    '\n',
  );
}

function groundAt({ cells, steps }: DecisionMap, across: number, up: number): string {
  const cell = cells[Math.floor(up * steps) * steps + Math.floor(across * steps)];
  return cell ? nth(GROUND, cell.label) : '?';
}

/** The cell of a share; the last cell holds its far edge too. */
function place(share: number, count: number): number {
  return share === 1 ? count - 1 : Math.floor(share * count);
}

function shareOf(value: number, [from, to]: readonly [number, number]): number {
  return (value - from) / (to - from);
}

function yLabel({ yRange: [from, to] }: DecisionMap, row: number): string {
  return (row % 4 === 0 ? short(from + (to - from) * (1 - (row + 0.5) / HEIGHT)) : '').padStart(MARGIN - 2);
}

function xAxis({ xRange, features }: DecisionMap, columns: number): string[] {
  let line = '';
  for (const value of ticks(xRange, 6)) {
    const start = MARGIN + Math.floor(shareOf(value, xRange) * columns);
    if (start > line.length) line = line.padEnd(start) + short(value);
  }
  return [line, features[0].padStart(MARGIN + Math.floor((columns + features[0].length) / 2))];
}
