import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLesson } from '../lessons';
import { parseMaster, serializeNotebook, solutionNotebook } from '../notebook';

/** The lesson whose last question asks for a formula: nothing is trained. */
const LESSON = '01-unnormalized-input';
const QUESTION = 'q4';

/**
 * Writes a class: each notebook answers one question without training, and right. No two of the first `distinct`
 * answers are the same text; the others repeat them.
 */
export function writeClass(folder: string, submissions: number, distinct: number): void {
  mkdirSync(folder, { recursive: true });
  const notebook = solutionNotebook(parseMaster(readFileSync(findLesson(LESSON).master, 'utf8'), LESSON));
  const questionOf = (cell: (typeof notebook.cells)[number]) =>
    (cell.metadata.unstuck as { question?: string } | undefined)?.question;
  const cells = notebook.cells.filter((cell) => [undefined, QUESTION].includes(questionOf(cell)));
  for (let i = 0; i < submissions; i++) {
    const source = `const lossOfLogit = 'log(1 + exp(z)) - y * z'; // ${i % distinct}`;
    const answered = cells.map((cell) => (questionOf(cell) ? { ...cell, source: [source] } : cell));
    writeFileSync(join(folder, `student-${i}.ipynb`), serializeNotebook({ ...notebook, cells: answered }));
  }
}
