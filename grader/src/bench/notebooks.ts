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

/** The engines a notebook is timed on, and how long one may take there: processor seconds on one core. */
export const NOTEBOOK_LIMITS = { node: 60, wasm: 360 } as const;
export type NotebookEngine = keyof typeof NOTEBOOK_LIMITS;

/** How long a notebook took, from its first cell to its last. */
export interface NotebookTime {
  /** Wall seconds. */
  seconds: number;
  /** Processor seconds of the kernel, its start and its TypeScript compiler included. */
  cpuSeconds: number;
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
    writeFileSync(file, serializeNotebook({ ...notebook, cells: [...notebook.cells, PROCESSOR_TIME] }));
    return await timeFile(file, env);
  } finally {
    rmSync(checkout, { recursive: true });
  }
}

/** The kernel's own count is read by a last cell. */
const PROCESSOR_TIME: Notebook['cells'][number] = {
  cell_type: 'code',
  id: 'processor-time',
  metadata: {},
  source: ['console.log(JSON.stringify(process.cpuUsage()))'],
};

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
  if (!ok) throw new Error(`cell ${last.number} failed: ${JSON.stringify(last.outputs.at(-1))}`);
  const timed = cells.slice(0, -1);
  return {
    seconds: timed.reduce((sum, s) => sum + s, 0),
    cpuSeconds: processorSeconds(last.outputs),
    longestCell: Math.max(...timed),
  };
}

function processorSeconds(outputs: Notebook['cells'][number]['outputs']): number {
  const [, user, system] = /\{"user":(\d+),"system":(\d+)\}/.exec(
    JSON.stringify(outputs).replaceAll('\\', ''),
  )!;
  return (Number(user) + Number(system)) / 1e6;
}
