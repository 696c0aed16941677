import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lock } from 'proper-lockfile';
import { cacheRoot } from 'unstuck/engine/native';
import { root } from '../lessons';
import type { Output } from './format';
import type { Master } from './master';
import { runMaster } from './run-master';
import { CHECK_ID } from './student';

/** What each cell of a lesson gave, by the cell's id. */
export type LessonOutputs = Record<string, Output[]>;

/** A killed holder stops touching its lock; another then runs the lesson. */
const LOCK = { realpath: false, stale: 60_000, retries: { forever: true, factor: 1, minTimeout: 500 } };

/**
 * What the cells of a lesson gave when they were last run as they are now: outputs are kept by the content of the
 * code cells and their checks, of the kit, of the data, of the packages' versions and of Node's, so a change of a text runs nothing.
 *
 * @returns undefined where the lesson has not been run like this.
 */
export function keptOutputs(master: Master): LessonOutputs | undefined {
  const file = cacheFile(master);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Runs a lesson with its answers through tslab's executor on the native engine, from top to bottom, with its checks, and keeps
 * what its cells gave; a lesson that was run as it is now is not run again. Of two processes that want it, one runs it.
 *
 * @throws Error that says which cell failed or which check does not hold.
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
  const { cells, problems } = await runMaster(master, { env: { UNSTUCK_ENGINE: 'node' } });
  if (problems.length > 0) throw new Error(`${master.slug}: ${problems.join('\n')}`);
  const shown = cells.filter(({ id }) => !CHECK_ID.test(id!));
  const outputs = Object.fromEntries(shown.map((cell) => [cell.id, cell.outputs]));
  writeFileSync(`${file}.new`, JSON.stringify(outputs));
  renameSync(`${file}.new`, file);
  return outputs;
}

function cacheFile(master: Master): string {
  const hash = createHash('sha256').update(surroundings());
  // A check may follow a text; the text itself changes nothing.
  for (const { kind, source, check = '' } of master.cells)
    hash.update(`\n%%\n${kind === 'code' ? source : ''}\n${check}`);
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
