import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { now } from 'unstuck/clock';
import { findLesson } from '../lessons';
import {
  type Notebook,
  parseMaster,
  runNotebook,
  serializeNotebook,
  smallCheckout,
  solutionNotebook,
} from '../notebook';

/** The engines a notebook is timed on, and how many seconds one may train there. */
export const NOTEBOOK_LIMITS = { node: 60, wasm: 360 } as const;
export type NotebookEngine = keyof typeof NOTEBOOK_LIMITS;

/** How long a notebook took, from its first cell to its last. */
export interface NotebookTime {
  /** Wall seconds. */
  seconds: number;
  /** Processor seconds of the kernel, its start and its TypeScript compiler included. */
  cpuSeconds: number;
  /**
   * Seconds in `model.fit`, by the clock or the processor, whichever is less: other programs lengthen the one,
   * threads the other.
   */
  trainingSeconds: number;
  /** Wall seconds of the cell that took longest. */
  longestCell: number;
}

/** One lesson with its answers, on each engine that was asked for. */
export interface NotebookResult {
  lesson: string;
  engines: Partial<Record<NotebookEngine, NotebookTime>>;
}

export interface NotebooksBenchOptions {
  lessons: string[];
  engines: NotebookEngine[];
  onRun?: (lesson: string, engine: string) => void;
}

/** Runs each lesson from top to bottom through tslab, one after the other. */
export async function notebooksBench({
  lessons,
  engines,
  onRun,
}: NotebooksBenchOptions): Promise<NotebookResult[]> {
  const results: NotebookResult[] = [];
  for (const lesson of lessons) {
    const result: NotebookResult = { lesson, engines: {} };
    for (const engine of engines) {
      const { master, slug } = findLesson(lesson);
      const notebook = solutionNotebook(parseMaster(readFileSync(master, 'utf8'), slug));
      result.engines[engine] = await timeNotebook(notebook, { UNSTUCK_ENGINE: engine });
      onRun?.(lesson, engine);
    }
    results.push(result);
  }
  return results;
}

/**
 * Runs a notebook in a checkout in small: its folder beside what is installed.
 *
 * @throws Error with the failed cell's words.
 */
export async function timeNotebook(notebook: Notebook, env: NodeJS.ProcessEnv): Promise<NotebookTime> {
  const checkout = smallCheckout();
  try {
    const file = join(checkout, 'notebooks', 'timed.ipynb');
    writeFileSync(file, serializeNotebook({ ...notebook, cells: [WATCH, ...notebook.cells, TELL] }));
    return await timeFile(file, env);
  } finally {
    rmSync(checkout, { recursive: true });
  }
}

/** Every training of a lesson goes through `fit`. The kernel counts itself; a last cell tells. */
const WATCH = codeCell(
  'watch',
  `import { tf as timedTf } from 'unstuck';
const spent = { seconds: 0, cpuSeconds: 0 };
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
{
  const { fit } = timedTf.LayersModel.prototype;
  timedTf.LayersModel.prototype.fit = async function (this: any, ...args: any) {
    const [clock, processor] = [performance.now(), used()];
    const history = await (fit as any).apply(this, args);
    spent.seconds += (performance.now() - clock) / 1000;
    spent.cpuSeconds += used() - processor;
    return history;
  } as any;
}`,
);
const TELL = codeCell(
  'tell',
  "console.log(JSON.stringify({ 'cpuSeconds': used(), 'trainingSeconds': Math.min(spent.seconds, spent.cpuSeconds) }))",
);

function codeCell(id: string, source: string): Notebook['cells'][number] {
  return { cell_type: 'code', id, metadata: {}, source: [source] };
}

async function timeFile(file: string, env: NodeJS.ProcessEnv): Promise<NotebookTime> {
  const cells: number[] = [];
  let begun = 0;
  const { ok, cells: runs } = await runNotebook(file, {
    env,
    onCell: ({ state }) => {
      if (state === 'running') begun = now();
      else cells.push((now() - begun) / 1000);
    },
  });
  const last = runs.at(-1)!;
  if (!ok) throw new Error(`cell ${last.number - 1} failed: ${JSON.stringify(last.outputs.at(-1))}`);
  const timed = cells.slice(1, -1);
  return {
    seconds: timed.reduce((sum, s) => sum + s, 0),
    ...told(last.outputs),
    longestCell: Math.max(...timed),
  };
}

function told(outputs: Notebook['cells'][number]['outputs']) {
  const [, cpuSeconds, trainingSeconds] = /\{"cpuSeconds":([\d.]+),"trainingSeconds":([\d.]+)\}/.exec(
    JSON.stringify(outputs).replaceAll('\\', ''),
  )!;
  return { cpuSeconds: Number(cpuSeconds), trainingSeconds: Number(trainingSeconds) };
}
