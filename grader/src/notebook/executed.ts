import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Cell, joinLines, type Notebook, type Output, serializeNotebook, splitLines } from './format';

/** One code cell of a run. */
export interface CellRun {
  /** Where the cell is in the notebook, counted from 0 over all its cells. */
  index: number;
  id?: string;
  /** Which of the notebook's `of` code cells this is, counted from 1; Jupyter's execution count. */
  number: number;
  of: number;
  source: string;
  state: 'running' | 'ok' | 'failed';
  outputs: Output[];
}

/** Writes the notebook with what its cells gave; a cell that did not run has no outputs. */
export function writeExecuted(out: string, notebook: Notebook, runs: readonly CellRun[]): void {
  const byIndex = new Map(runs.map((run) => [run.index, run]));
  const cells = notebook.cells.map((cell, i) => executedCell(cell, byIndex.get(i)));
  mkdirSync(dirname(resolve(out)), { recursive: true });
  writeFileSync(out, serializeNotebook({ ...notebook, cells }));
}

function executedCell(cell: Cell, run: CellRun | undefined): Cell {
  const source = splitLines(joinLines(cell.source));
  if (cell.cell_type !== 'code') return { ...cell, source };
  return {
    ...cell,
    source,
    execution_count: run?.number ?? null,
    outputs: (run?.outputs ?? []).map(linesOf),
  };
}

function linesOf(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: splitLines(joinLines(output.text)) };
  if (output.output_type !== 'display_data') return output;
  const data = Object.entries(output.data).map(([type, value]) => [type, linesOfType(type, value)]);
  return { ...output, data: Object.fromEntries(data) };
}

/** Jupyter lays text out by lines, and leaves pictures in base64 and JSON as they are. */
function linesOfType(type: string, value: unknown): unknown {
  const isText = type.startsWith('text/') || type === 'image/svg+xml' || type === 'application/javascript';
  return isText && typeof value === 'string' ? splitLines(value) : value;
}
