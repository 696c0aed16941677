import { table } from './console-table';

type Row = Record<string, unknown>;

const MOST_ROWS = 200;

/**
 * The numbers behind a chart as a table that opens on demand; one line an epoch where the chart shows curves.
 *
 * @returns nothing where the specification holds no rows.
 */
export function chartData(spec: unknown): string {
  const rows = (spec as { data?: { values?: Row[] } } | undefined)?.data?.values;
  if (!Array.isArray(rows) || rows.length === 0) return '';
  const { head, body } = isCurve(rows) ? byEpoch(rows) : asTheyAre(rows);
  return `<details class="data"><summary>The numbers</summary>${table(head, body)}</details>`;
}

function isCurve(rows: Row[]): boolean {
  return rows.every((row) => 'epoch' in row && 'value' in row && 'run' in row && 'metric' in row);
}

function byEpoch(rows: Row[]) {
  const columns = [...new Set(rows.map(({ run, metric }) => `${run}: ${metric}`))];
  const epochs = new Map<unknown, string[]>();
  for (const { epoch, run, metric, value } of rows) {
    const line = epochs.get(epoch) ?? columns.map(() => '');
    line[columns.indexOf(`${run}: ${metric}`)] = show(value);
    epochs.set(epoch, line);
  }
  return { head: ['epoch', ...columns], body: [...epochs].map(([epoch, line]) => [String(epoch), ...line]) };
}

function asTheyAre(rows: Row[]) {
  const head = Object.keys(rows[0]!);
  return { head, body: rows.slice(0, MOST_ROWS).map((row) => head.map((name) => show(row[name]))) };
}

function show(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(3)));
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}
