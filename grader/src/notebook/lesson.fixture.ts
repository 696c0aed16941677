import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLesson, root } from '../lessons';
import { runNotebook } from './execute';
import { serializeNotebook } from './format';
import { parseMaster } from './master';
import { solutionNotebook } from './student';

export const MINUTES = 60_000;

/** A checkout in small: notebooks/ beside what is installed and the data. */
export function smallCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-lessons-'));
  mkdirSync(join(folder, 'notebooks'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Runs a lesson with its answers through tslab; returns the cells that failed and how many outputs were drawn. */
export async function runSolution(
  folder: string,
  slug: string,
  env: NodeJS.ProcessEnv,
): Promise<{ failed: unknown[]; drawn: number; printed: string }> {
  const file = join(folder, 'notebooks', `${slug}.ipynb`);
  const master = parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug);
  writeFileSync(file, serializeNotebook(solutionNotebook(master)));
  const { cells } = await runNotebook(file, { env });
  const failed = cells.filter(({ state }) => state === 'failed');
  const outputs = cells.flatMap((cell) => cell.outputs);
  return {
    failed: failed.map(({ source, outputs }) => [source, outputs]),
    drawn: outputs.filter(({ output_type }) => output_type === 'display_data').length,
    printed: JSON.stringify(outputs),
  };
}
