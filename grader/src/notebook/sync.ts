import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serializeNotebook } from './format';
import { NotebookError, readNotebook } from './load';
import { parseMaster } from './master';
import { MasterError } from './master-error';
import { lessonOf } from './read';
import { studentNotebook } from './student';

const MASTER = /^\d\d-[a-z0-9]+(-[a-z0-9]+)*\.ts$/;
const MEND = 'run: npx unstuck dev sync';

/**
 * Writes `notebooks/SLUG.ipynb` from every `solutions/SLUG.ts`, and removes generated notebooks whose master is
 * gone. Every master is read before anything is written. A notebook that no master made is never touched.
 *
 * @param root the folder that holds `solutions` and `notebooks`.
 * @returns the files written or removed, relative to `root`; empty when all were up to date.
 * @throws MasterError for the first master that cannot be read.
 */
export function syncNotebooks(root: string): string[] {
  const wanted = new Map(masterFiles(root).map((file) => [notebookName(file), generate(root, file)]));
  mkdirSync(join(root, 'notebooks'), { recursive: true });
  const changed = [...wanted].filter(([name, text]) => readIfThere(root, name) !== text);
  for (const [name, text] of changed) writeFileSync(join(root, 'notebooks', name), text);
  const orphans = strayFiles(root, new Set(wanted.keys())).filter((name) => isGenerated(root, name));
  for (const name of orphans) rmSync(join(root, 'notebooks', name));
  return [...changed.map(([name]) => name), ...orphans].map((name) => `notebooks/${name}`);
}

/**
 * Says where `notebooks` is not what `solutions` makes, byte for byte; changes nothing.
 *
 * @returns one message a problem, each with the command that mends it; empty when all is well.
 */
export function checkNotebooks(root: string): string[] {
  const files = masterFiles(root);
  const names = new Set(files.map(notebookName));
  const strays = strayFiles(root, names).map((name) => strayProblem(root, name));
  return [...misnamedMasters(root), ...files.flatMap((file) => masterProblem(root, file)), ...strays];
}

function masterProblem(root: string, file: string): string[] {
  const name = notebookName(file);
  try {
    const found = readIfThere(root, name);
    const wanted = generate(root, file);
    if (found === undefined) return [`notebooks/${name} is missing; ${MEND}`];
    return found === wanted ? [] : [`notebooks/${name} differs from what solutions/${file} makes; ${MEND}`];
  } catch (error) {
    if (error instanceof MasterError) return [`${error.message}; mend the master, then ${MEND}`];
    throw error;
  }
}

function strayProblem(root: string, name: string): string {
  if (isGenerated(root, name)) return `notebooks/${name} has no master in solutions/; ${MEND}`;
  return `notebooks/${name} is not made from solutions/; move it out of notebooks/, then ${MEND}`;
}

function misnamedMasters(root: string): string[] {
  return sourceFiles(root)
    .filter((file) => !MASTER.test(file))
    .map((file) => `solutions/${file} is not named NN-name.ts; rename it, then ${MEND}`);
}

function generate(root: string, file: string): string {
  const text = readFileSync(join(root, 'solutions', file), 'utf8');
  return serializeNotebook(studentNotebook(parseMaster(text, file.slice(0, -'.ts'.length))));
}

function masterFiles(root: string): string[] {
  return sourceFiles(root).filter((file) => MASTER.test(file));
}

function sourceFiles(root: string): string[] {
  const files = readdirSync(join(root, 'solutions'));
  return files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')).sort();
}

function notebookName(file: string): string {
  return file.replace(/\.ts$/, '.ipynb');
}

function strayFiles(root: string, wanted: ReadonlySet<string>): string[] {
  const folder = join(root, 'notebooks');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !wanted.has(name))
    .sort();
}

/** Only a notebook that carries a lesson's name may be removed: any other is somebody's own work. */
function isGenerated(root: string, name: string): boolean {
  if (!name.endsWith('.ipynb')) return false;
  try {
    return lessonOf(readNotebook(join(root, 'notebooks', name))) === name.slice(0, -'.ipynb'.length);
  } catch (error) {
    if (error instanceof NotebookError) return false;
    throw error;
  }
}

function readIfThere(root: string, name: string): string | undefined {
  const file = join(root, 'notebooks', name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
