import { z } from 'zod';
import { type Cell, joinLines, type Notebook } from './format';
import { readNotebook } from './load';

export interface SubmissionProblem {
  reason: 'duplicate-answer' | 'not-code';
  question: string;
  message: string;
}

/** What a student handed in, as data: nothing of it has been run. */
export interface Submission {
  /** The lesson's slug, where the notebook still carries it. */
  lesson?: string;
  /** Question id -> the source of its cell. A question with a problem is left out. */
  questions: Map<string, string>;
  problems: SubmissionProblem[];
}

const lessonTag = z.looseObject({ lesson: z.string().regex(/^\d\d-[a-z0-9-]{1,80}$/) });
const questionTag = z.looseObject({ question: z.string().regex(/^[a-z][a-z0-9]{0,31}$/) });

/**
 * Reads a student's notebook. Only cells that carry `metadata.unstuck.question` are taken; where no cell carries any,
 * those whose id is that of a question.
 *
 * @throws NotebookError when the file is no notebook at all.
 */
export function readSubmission(file: string): Submission {
  return submissionOf(readNotebook(file));
}

/** Takes the answers out of a notebook that has been read. */
export function submissionOf(notebook: Notebook): Submission {
  const lesson = lessonOf(notebook);
  const answers = withoutBlankCopies(groupByQuestion(notebook.cells));
  const problems = [...answers].flatMap(([question, found]) => problemOf(question, found) ?? []);
  const bad = new Set(problems.map((problem) => problem.question));
  const good = [...answers].filter(([question]) => !bad.has(question));
  const questions = new Map(good.map(([question, [answer]]) => [question, joinLines(answer!.cell.source)]));
  return { ...(lesson && { lesson }), questions, problems };
}

/** The slug that a generated notebook carries; undefined where there is none, or none that could be one. */
export function lessonOf(notebook: Notebook): string | undefined {
  return lessonTag.safeParse(notebook.metadata.unstuck).data?.lesson;
}

/** The question that a cell answers; undefined for any other cell. */
export function questionOf(cell: Cell): string | undefined {
  return questionTag.safeParse(cell.metadata.unstuck).data?.question;
}

/** What cleans notebooks for git may take all metadata away, and leaves the ids, which are the questions' own. */
function questionById({ id }: Cell): string | undefined {
  return typeof id === 'string' && /^q\d+$/.test(id) ? id : undefined;
}

interface Answer {
  cell: Cell;
  /** Where the cell is, counted from 1 as a reader counts. */
  position: number;
}

function groupByQuestion(cells: readonly Cell[]): Map<string, Answer[]> {
  const answers = new Map<string, Answer[]>();
  const named = cells.some((cell) => questionOf(cell)) ? questionOf : questionById;
  cells.forEach((cell, i) => {
    const question = named(cell);
    if (!question) return;
    const found = answers.get(question) ?? [];
    found.push({ cell, position: i + 1 });
    answers.set(question, found);
  });
  return answers;
}

/** An empty cell beside the answer, such as one that is left where a cell was split, is none. */
function withoutBlankCopies(answers: Map<string, Answer[]>): Map<string, Answer[]> {
  return new Map(
    [...answers].map(([question, found]) => {
      const written = found.filter(({ cell }) => joinLines(cell.source).trim() !== '');
      return [question, written.length > 0 ? written : found];
    }),
  );
}

function problemOf(question: string, answers: readonly Answer[]): SubmissionProblem | undefined {
  if (answers.length > 1) {
    const places = answers.map((answer) => answer.position).join(', ');
    const message = `${question} is answered in ${answers.length} cells (cells ${places}); put all of it into one and delete the rest`;
    return { reason: 'duplicate-answer', question, message };
  }
  const [answer] = answers;
  if (!answer || answer.cell.cell_type === 'code') return undefined;
  const message = `${question} (cell ${answer.position}) is a ${answer.cell.cell_type} cell; turn it back into a code cell`;
  return { reason: 'not-code', question, message };
}
