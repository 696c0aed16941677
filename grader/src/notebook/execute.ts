import { dirname, resolve } from 'node:path';
import { type CellRun, writeExecuted } from './executed';
import { joinLines, type Notebook } from './format';
import { KernelProcess } from './kernel-process';
import { readNotebook } from './load';
import { OutputCollector } from './outputs';
import type { CellFailure, KernelReport } from './protocol';

export interface RunOptions {
  /** Where the executed notebook is written, also when a cell failed; by default nowhere. */
  out?: string;
  /** Called when a code cell starts (`running`) and when it ends. */
  onCell?: (cell: CellRun) => void;
  /** Called for every output as it comes, for a live view. */
  onReport?: (cell: CellRun, report: KernelReport) => void;
  /** How long one cell may run, in seconds; by default for ever. */
  cellTimeout?: number;
  /** Added to the environment of the process, such as `UNSTUCK_ENGINE`. */
  env?: NodeJS.ProcessEnv;
  /** Stops the running cell, which then counts as failed. */
  signal?: AbortSignal;
}

export interface NotebookRun {
  ok: boolean;
  /** The code cells that ran, in order. The last one is the failed one when `ok` is false. */
  cells: CellRun[];
}

/**
 * Runs a notebook through tslab's own executor, in a process of its own whose working directory is the notebook's
 * folder; neither Python nor Jupyter is needed. Stops at the first cell that fails. Blank cells are passed over.
 *
 * Outputs are what the tslab kernel gives (a last expression's value is printed to stdout), but for a failed
 * cell's error, which Jupyter gets from tslab as text on stderr and which here is an `error` output.
 *
 * @throws NotebookError when the file is no notebook.
 */
export async function runNotebook(file: string, options: RunOptions = {}): Promise<NotebookRun> {
  const notebook = readNotebook(file);
  const kernel = new KernelProcess(dirname(resolve(file)), {
    UNSTUCK_NOTEBOOK: resolve(file),
    ...options.env,
  });
  try {
    await kernel.ready;
    const cells = await runCells(codeCells(notebook), kernel, options);
    if (options.out) writeExecuted(options.out, notebook, cells);
    return { ok: cells.every((cell) => cell.state === 'ok'), cells };
  } finally {
    kernel.close();
  }
}

function codeCells(notebook: Notebook): CellRun[] {
  const code = notebook.cells.flatMap((cell, index) => {
    const source = joinLines(cell.source);
    return cell.cell_type === 'code' && source.trim() ? [{ cell, index, source }] : [];
  });
  return code.map(({ cell, index, source }, i) => {
    const run: CellRun = { index, number: i + 1, of: code.length, source, state: 'running', outputs: [] };
    return cell.id === undefined ? run : { ...run, id: cell.id };
  });
}

async function runCells(
  cells: readonly CellRun[],
  kernel: KernelProcess,
  options: RunOptions,
): Promise<CellRun[]> {
  const collector = new OutputCollector();
  const done: CellRun[] = [];
  for (const cell of cells) {
    options.onCell?.(cell);
    const ok = await runCell(cell, kernel, options, collector);
    cell.state = ok ? 'ok' : 'failed';
    done.push(cell);
    options.onCell?.(cell);
    if (!ok) break;
  }
  return done;
}

async function runCell(
  cell: CellRun,
  kernel: KernelProcess,
  options: RunOptions,
  collector: OutputCollector,
): Promise<boolean> {
  let stopped: CellFailure | undefined;
  const tell = (report: KernelReport) => {
    collector.add(cell.outputs, report);
    options.onReport?.(cell, report);
  };
  if (options.signal?.aborted) {
    tell(interrupted(cell));
    return false;
  }
  const release = watchForStop(cell, options, (why) => {
    stopped ??= why;
    kernel.interrupt();
  });
  const ok = await kernel.execute(cell.source, (report) => {
    // Why the cell was stopped says more than the words it died with.
    if (!stopped || report.type !== 'error') tell(report);
  });
  release();
  if (stopped) tell(stopped);
  return ok && !stopped;
}

/** Calls `stop` when the cell's time is over or the caller aborts; the returned function ends the watch. */
function watchForStop(cell: CellRun, options: RunOptions, stop: (why: CellFailure) => void): () => void {
  const { cellTimeout, signal } = options;
  const late = () => stop(failure('CellTimeout', `cell ${cell.number} ran longer than ${cellTimeout} s`));
  const abort = () => stop(interrupted(cell));
  const timer = cellTimeout === undefined ? undefined : setTimeout(late, cellTimeout * 1000);
  signal?.addEventListener('abort', abort, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  };
}

function interrupted(cell: CellRun): CellFailure {
  return failure('Interrupted', `cell ${cell.number} was interrupted`);
}

function failure(ename: string, evalue: string): CellFailure {
  return { type: 'error', ename, evalue, traceback: [`${ename}: ${evalue}`] };
}
