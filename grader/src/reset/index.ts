import { constants, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Notebook, questionOf, readNotebook, serializeNotebook } from '../notebook';
import { notebookOf, stateFolder, timestamp, untouchedNotebook, updateProgress } from '../progress';
import { writeDurably } from '../progress/write-durably';

/**
 * Puts a lesson's notebook, or one question of it, back as it was before anybody answered. What was there is copied
 * first.
 *
 * @returns the copy; undefined where there was no notebook.
 * @throws NotebookError where one question is asked for and the notebook cannot be read.
 */
export function resetWork(slug: string, question?: string): string | undefined {
  const file = notebookOf(slug);
  const fresh = untouchedNotebook(slug);
  const wanted = question && existsSync(file) ? withQuestionOf(readNotebook(file), fresh, question) : fresh;
  const copy = keepCopy(slug, file);
  mkdirSync(join(file, '..'), { recursive: true });
  writeDurably(file, serializeNotebook(wanted));
  updateProgress(slug, (questions) =>
    Object.fromEntries(Object.entries(questions).filter(([id]) => question && id !== question)),
  );
  return copy;
}

function keepCopy(slug: string, file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const folder = join(stateFolder(), 'copies');
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `${slug}.${timestamp()}`);
  const free = ['', ...Array.from({ length: 99 }, (_, i) => `-${i + 2}`)].map((n) => `${name}${n}.ipynb`);
  const copy = free.find((path) => !existsSync(path))!;
  copyFileSync(file, copy, constants.COPYFILE_EXCL);
  return copy;
}

/** Puts the untouched cell in the place of the student's, or at the end where they deleted it. */
function withQuestionOf(notebook: Notebook, fresh: Notebook, question: string): Notebook {
  const untouched = fresh.cells.find((cell) => questionOf(cell) === question)!;
  const first = notebook.cells.findIndex((cell) => questionOf(cell) === question);
  const others = notebook.cells.filter((cell) => questionOf(cell) !== question);
  const place = first < 0 ? others.length : first;
  return { ...notebook, cells: [...others.slice(0, place), untouched, ...others.slice(place)] };
}
