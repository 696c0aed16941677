import { arch, cpus, platform } from 'node:os';

/** The machine that was measured on. */
export interface Machine {
  platform: string;
  cpu: string;
  cores: number;
}

export function thisMachine(): Machine {
  const processors = cpus();
  return {
    platform: `${platform()}-${arch()}`,
    cpu: processors[0]?.model.trim() || 'unknown',
    cores: processors.length,
  };
}

/** Lines in which the columns stand under each other, the first to the left and the others to the right. */
export function align(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  '),
  );
}

/** Seconds for a cell; a dash where there are none. */
export function seconds(value: number | null): string {
  return value === null ? '-' : `${value.toFixed(3)} s`;
}

/** A ratio for a cell; a dash where there is none. */
export function times(value: number | null): string {
  return value === null ? '-' : value.toFixed(2);
}

/** `name value, name value`. */
export function list(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
