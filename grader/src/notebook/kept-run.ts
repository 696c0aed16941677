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
import { dirname, join } from 'node:path';
import { lock } from 'proper-lockfile';
import { cacheRoot } from 'unstuck/engine/native';
import { root } from '../lessons';
import { runNotebook } from './execute';
import type { CellRun } from './executed';
import { type Output, serializeNotebook } from './format';
import type { Master } from './master';
import { solutionNotebook } from './student';

/** What each cell of a lesson gave, by the cell's id. */
export type LessonOutputs = Record<string, Output[]>;

/** A killed holder stops touching its lock; another then runs the lesson. */
const LOCK = { realpath: false, stale: 60_000, retries: { forever: true, factor: 1, minTimeout: 500 } };

/**
 * What the cells of a lesson gave when they were last run as they are now: outputs are kept by the content of the
 * code cells, of the kit, of the data, of the packages' versions and of Node's, so a change of a text runs nothing.
 *
 * @returns undefined where the lesson has not been run like this.
 */
export function keptOutputs(master: Master): LessonOutputs | undefined {
  const file = cacheFile(master);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Runs a lesson with its answers through tslab's executor on the native engine, from top to bottom, and keeps what its
 * cells gave; a lesson that was run as it is now is not run again. Of two processes that want it, one runs it.
 *
 * @throws Error that names the cell which failed, and says what it gave.
 */
export async function runLesson(master: Master): Promise<LessonOutputs> {
  const file = cacheFile(master);
  mkdirSync(dirname(file), { recursive: true });
  const release = await lock(file, LOCK);
  try {
    return keptOutputs(master) ?? (await runAndKeep(master, file));
  } finally {
    await release();
  }
}

async function runAndKeep(master: Master, file: string): Promise<LessonOutputs> {
  const outputs = await runInSmallCheckout(master);
  writeFileSync(`${file}.new`, JSON.stringify(outputs));
  renameSync(`${file}.new`, file);
  return outputs;
}

/** A checkout in small: notebooks/ beside what is installed and the data. */
async function runInSmallCheckout(master: Master): Promise<LessonOutputs> {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-lesson-'));
  try {
    mkdirSync(join(folder, 'notebooks'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const notebook = join(folder, 'notebooks', `${master.slug}.ipynb`);
    writeFileSync(notebook, serializeNotebook(solutionNotebook(master)));
    const { ok, cells } = await runNotebook(notebook, { env: { UNSTUCK_ENGINE: 'node' } });
    if (!ok) throw new Error(failureOf(master, cells));
    return Object.fromEntries(cells.map((cell) => [master.cells[cell.index]!.id, cell.outputs]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function failureOf({ slug }: Master, cells: readonly CellRun[]): string {
  const { number, source, outputs } = cells.at(-1)!;
  return `${slug}: cell ${number} failed:\n${source}\n${JSON.stringify(outputs.at(-1), null, 1)}`;
}

function cacheFile(master: Master): string {
  const hash = createHash('sha256').update(surroundings());
  for (const { kind, source } of master.cells) if (kind === 'code') hash.update(`\n%%\n${source}`);
  return join(cacheRoot(), 'lessons', `${master.slug}-${hash.digest('hex').slice(0, 16)}.json`);
}

let known: string | undefined;

/** A key of everything besides its own code that a lesson's outputs depend on. */
function surroundings(): string {
  known ??= hashOf(process.version, [
    join(root, 'package-lock.json'),
    ...filesBelow(join(root, 'kit', 'dist')).filter((file) => file.endsWith('.js')),
    ...filesBelow(join(root, 'datasets')),
    ...filesBelow(join(root, 'grader', 'dist', 'notebook')).filter((file) => file.endsWith('.js')),
  ]);
  return known;
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hashOf(first: string, files: readonly string[]): string {
  const hash = createHash('sha256').update(first);
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}
