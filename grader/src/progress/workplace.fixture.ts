import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lessons';
import { joinLines, readNotebook, serializeNotebook } from '../notebook';
import { questionOf } from '../notebook/read';
import { notebookOf } from './workplace';
import { writeDurably } from './write-durably';

/** An empty place to work in, beside what is installed, for the tests of one file. */
export function emptyWorkplace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-work-'));
  mkdirSync(join(folder, 'notebooks'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  process.env.UNSTUCK_WORK = folder;
  afterAll(() => {
    delete process.env.UNSTUCK_WORK;
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Saves another answer in a lesson's notebook, as Jupyter does. */
export function saveAnswer(slug: string, question: string, change: (source: string) => string): void {
  const notebook = readNotebook(notebookOf(slug));
  const cell = notebook.cells.find((one) => questionOf(one) === question)!;
  cell.source = change(joinLines(cell.source));
  writeDurably(notebookOf(slug), serializeNotebook(notebook));
}

/** The parsed file of progress. */
export function progressIn(folder: string) {
  return JSON.parse(readFileSync(join(folder, '.unstuck', 'progress.json'), 'utf8'));
}
