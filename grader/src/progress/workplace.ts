import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { findLesson, lessonSlugs, root } from '../lessons';
import { type Notebook, parseMaster, serializeNotebook, studentNotebook } from '../notebook';
import { writeDurably } from './write-durably';

/** The folder that a student works in, with `notebooks/` and `.unstuck/`: the checkout, or what `UNSTUCK_WORK` names. */
export function workplace(): string {
  return resolve(process.env.UNSTUCK_WORK || root);
}

/** What the loop keeps about a student's work: progress, copies, a kernel for Jupyter. Not in git. */
export function stateFolder(): string {
  return join(workplace(), '.unstuck');
}

/** The notebook that a student works on. */
export function notebookOf(slug: string): string {
  return join(workplace(), 'notebooks', `${slug}.ipynb`);
}

/** A file as it is shown: from where the commands are run. */
export function shown(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}

/** The lesson whose own notebook a file is; undefined for any other file, such as a submission. */
export function lessonOfWork(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const path = realpathSync(file);
  return lessonSlugs().find(
    (slug) => existsSync(notebookOf(slug)) && realpathSync(notebookOf(slug)) === path,
  );
}

/** The notebook as it was before anybody answered. */
export function untouchedNotebook(slug: string): Notebook {
  return studentNotebook(parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug));
}

/** Makes the lesson's notebook where it is missing. @returns its path. */
export function ensureNotebook(slug: string): string {
  const file = notebookOf(slug);
  if (existsSync(file)) return file;
  mkdirSync(join(workplace(), 'notebooks'), { recursive: true });
  writeDurably(file, serializeNotebook(untouchedNotebook(slug)));
  return file;
}
