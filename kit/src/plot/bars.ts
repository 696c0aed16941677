import { describeHistogram, type Named } from './histogram-spec';
import { short } from './series';

const EIGHTHS = [...' ▁▂▃▄▅▆▇█'];
const HEIGHT = 6;
/** Columns left of the bars: the numbers and the axis. */
const MARGIN = 9;

/** Draws a histogram in characters: bars upright, as wide as there is room for. */
export function drawBars(one: Named, width: number): string {
  const { name, edges } = one;
  const room = width - MARGIN;
  const counts = fitted(one.counts, room);
  const columns = counts.length * Math.max(1, Math.floor(room / counts.length));
  const most = Math.max(1, ...counts);
  const rows = Array.from({ length: HEIGHT }, (_, i) => {
    const label = i === 0 ? String(most) : '';
    const bars = counts.map((count) =>
      cell((count / most) * HEIGHT - (HEIGHT - 1 - i), count > 0 && i === HEIGHT - 1),
    );
    return `${label.padStart(MARGIN - 2)} ┤${bars.map((bar) => bar.repeat(columns / counts.length)).join('')}`;
  });
  const [from, to] = [short(edges[0]!), short(edges.at(-1)!)];
  const axis = `${' '.repeat(MARGIN)}${from}${to.padStart(columns - from.length)}`;
  return [
    `${' '.repeat(MARGIN - 1)}${name}: ${describeHistogram(one)}`,
    ...rows.map((row) => row.trimEnd()),
    axis,
  ].join('\n');
}

/** One cell of a bar; the least count is still seen. */
function cell(filled: number, atLeast: boolean): string {
  const eighths = Math.round(8 * Math.min(1, Math.max(0, filled)));
  return EIGHTHS[Math.max(atLeast ? 1 : 0, eighths)]!;
}

/** Joins neighbours until the bars fit in the columns. */
function fitted(counts: number[], room: number): number[] {
  const together = Math.ceil(counts.length / room);
  return Array.from({ length: Math.ceil(counts.length / together) }, (_, i) =>
    counts.slice(i * together, (i + 1) * together).reduce((sum, count) => sum + count, 0),
  );
}
