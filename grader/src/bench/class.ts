import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLesson } from '../lessons';
import { joinLines, parseMaster, serializeNotebook, solutionNotebook } from '../notebook';

const LESSON = '01-unnormalized-input';

/** Question of lesson 1 that a class answers: one asks for a formula, in the other a network is trained. */
export const QUESTIONS = { formula: 'q4', training: 'q2' } as const;
export type Kind = keyof typeof QUESTIONS;

/**
 * Writes a class: each notebook answers one question, and right. No two of the first `distinct` answers are the same
 * text; the others repeat them.
 */
export function writeClass(folder: string, kind: Kind, submissions: number, distinct = submissions): void {
  mkdirSync(folder, { recursive: true });
  const notebook = solutionNotebook(parseMaster(readFileSync(findLesson(LESSON).master, 'utf8'), LESSON));
  const questionOf = (cell: (typeof notebook.cells)[number]) =>
    (cell.metadata.unstuck as { question?: string } | undefined)?.question;
  const kept: (string | undefined)[] = [undefined, QUESTIONS[kind]];
  const cells = notebook.cells.filter((cell) => kept.includes(questionOf(cell)));
  for (let i = 0; i < submissions; i++) {
    const answered = cells.map((cell) =>
      questionOf(cell) ? { ...cell, source: [`${joinLines(cell.source)}\n// ${i % distinct}`] } : cell,
    );
    writeFileSync(join(folder, `student-${i}.ipynb`), serializeNotebook({ ...notebook, cells: answered }));
  }
}
