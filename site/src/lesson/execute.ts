import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '@unstuck/grader/lessons';
import {
  type Master,
  type Output,
  runNotebook,
  serializeNotebook,
  solutionNotebook,
} from '@unstuck/grader/notebook';
import { cacheRoot } from 'unstuck/engine/native';

/** What each cell of a lesson gave, by the cell's id. */
export type Outputs = Record<string, Output[]>;

/**
 * What the cells of a lesson gave when they were last run as they are now: outputs are kept by the content of the
 * code cells and of the kit, so a change of a text executes nothing.
 *
 * @returns undefined where the lesson has not been run like this.
 */
export function cachedOutputs(master: Master): Outputs | undefined {
  const file = cacheFile(master);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Runs a lesson with its answers through tslab's executor on the native engine, and keeps what its cells gave.
 *
 * @throws Error that names the cell which failed.
 */
export async function execute(master: Master): Promise<Outputs> {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-site-'));
  try {
    mkdirSync(join(folder, 'notebooks'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const file = join(folder, 'notebooks', `${master.slug}.ipynb`);
    writeFileSync(file, serializeNotebook(solutionNotebook(master)));
    const { ok, cells } = await runNotebook(file);
    if (!ok) throw new Error(`${master.slug}: cell ${cells.length} failed:\n${cells.at(-1)?.source}`);
    const outputs = Object.fromEntries(cells.map((cell) => [master.cells[cell.index]!.id, cell.outputs]));
    keep(cacheFile(master), JSON.stringify(outputs));
    return outputs;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function keep(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

function cacheFile(master: Master): string {
  const hash = createHash('sha256').update(kitKey());
  for (const { kind, source } of master.cells) if (kind === 'code') hash.update(`\n%%\n${source}`);
  return join(cacheRoot(), 'site', `${master.slug}-${hash.digest('hex').slice(0, 16)}.json`);
}

let kit: string | undefined;

/** A key of everything of the kit that a cell can call. */
function kitKey(): string {
  kit ??= hashFolder(join(root, 'kit', 'dist'));
  return kit;
}

function hashFolder(folder: string): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
