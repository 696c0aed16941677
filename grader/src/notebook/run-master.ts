import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lessons';
import { runNotebook } from './execute';
import type { CellRun } from './executed';
import { joinLines, type Notebook, type Output, serializeNotebook } from './format';
import type { Master } from './master';
import { CHECK_ID, checkedNotebook } from './student';

export interface MasterRun {
  /** The code cells that ran, checks among them. */
  cells: CellRun[];
  /** What does not hold: a cell that failed, or what a check printed. Empty where all is well. */
  problems: string[];
}

export interface MasterRunOptions {
  /** Added to the environment, such as `UNSTUCK_ENGINE`. */
  env?: NodeJS.ProcessEnv;
  /** What takes the place of `const SEED = 1;`. */
  seed?: number;
  /** Where the executed notebook is written; by default nowhere. */
  out?: string;
}

/** Runs a lesson with its answers through tslab's executor, and each check after its cell. */
export async function runMaster(
  master: Master,
  { seed, ...options }: MasterRunOptions = {},
): Promise<MasterRun> {
  const folder = smallCheckout();
  try {
    const file = join(folder, 'notebooks', `${master.slug}.ipynb`);
    writeFileSync(file, serializeNotebook(withSeed(checkedNotebook(master), seed)));
    const { cells } = await runNotebook(file, options);
    return { cells, problems: cells.flatMap(problemsOf) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A checkout in small: notebooks/ beside what is installed and the data. */
export function smallCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-lesson-'));
  mkdirSync(join(folder, 'notebooks'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const SEED = /^const SEED = \d+;$/m;

function withSeed(notebook: Notebook, seed: number | undefined): Notebook {
  if (seed === undefined) return notebook;
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: joinLines(cell.source).replace(SEED, `const SEED = ${seed};`),
  }));
  return { ...notebook, cells };
}

function problemsOf({ id, source, state, outputs }: CellRun): string[] {
  const said = outputs.map(textOf).join('').trim();
  if (state === 'failed') return [`a cell failed:\n${source}\n${said}`];
  return id && CHECK_ID.test(id) && said !== '' ? [said] : [];
}

function textOf(output: Output): string {
  if (output.output_type === 'stream') return joinLines(output.text);
  return output.output_type === 'error' ? output.traceback.join('\n') : JSON.stringify(output.data);
}
