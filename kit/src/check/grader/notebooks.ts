import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CellRun } from '../cell-runs';

/** A notebook of the course. */
interface LessonNotebook {
  file: string;
  lesson: string;
  /** When it was saved, in milliseconds since the epoch. */
  saved: number;
  cells: { question?: string; source: string }[];
}

/** An answer that is to be graded. */
export interface FoundAnswer {
  lesson: string;
  source: string;
  /** What to know of it, where the saved answer and the one that ran differ. */
  note?: string;
}

/** Where to look for an answer. */
export interface Asked {
  question: string;
  /** The lesson's slug, where it was named. */
  lesson?: string | undefined;
  /** The notebook's folder. */
  folder: string;
  /** The notebook's path, where the front end tells it. */
  session?: string | undefined;
  runs: readonly CellRun[];
}

/**
 * Finds the answer to a question as it was last run or saved, whichever is newer.
 *
 * @throws Error where no notebook has the question, or where several do and nothing says which is meant.
 */
export function findAnswer({ question, runs, ...where }: Asked): FoundAnswer {
  const notebook = findNotebook({ question, runs, ...where });
  const { lesson, cells, saved, file } = notebook;
  const cell = cells.find((one) => one.question === question)!;
  const ran = [...runs].reverse().find(({ code }) => isAnswer(code, cell.source, cells));
  const isSame = !ran || ran.code.trim() === cell.source.trim();
  if (isSame) return { lesson, source: cell.source };
  if (ran.at <= saved)
    return {
      lesson,
      source: cell.source,
      note: `${question} is graded as saved; it was run before it was changed.`,
    };
  const note = `${question} is graded as you ran it. ${basename(file)} holds an older answer: save before you hand in.`;
  return { lesson, source: ran.code, note };
}

function findNotebook({ question, lesson, folder, session, runs }: Asked): LessonNotebook {
  const all = notebooksIn(folder).filter(({ cells }) => cells.some((cell) => cell.question === question));
  const named = all.filter((one) =>
    lesson ? one.lesson === lesson : basename(one.file) === basename(session ?? ''),
  );
  const candidates = named.length > 0 || lesson ? named : mostRun(all, runs);
  if (candidates.length === 1) return candidates[0]!;
  const lessons = all.map((one) => one.lesson).join(', ');
  if (all.length === 0) throw new Error(`check: no notebook in this folder has a question "${question}"`);
  throw new Error(
    `check: expected one lesson that has ${question}; say which, as in check('${question}', { lesson: '${all[0]!.lesson}' }), of: ${lessons}`,
  );
}

/** The notebooks whose cells ran here most often. */
function mostRun(notebooks: LessonNotebook[], runs: readonly CellRun[]): LessonNotebook[] {
  if (notebooks.length < 2) return notebooks;
  const scored = notebooks.map((notebook) => ({ notebook, score: runsOf(notebook, runs) }));
  const best = Math.max(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ notebook }) => notebook);
}

function runsOf({ cells }: LessonNotebook, runs: readonly CellRun[]): number {
  const answers = cells.filter(({ question }) => question);
  const isOfThis = ({ code }: CellRun) =>
    cells.some(({ source }) => source.trim() === code.trim()) ||
    answers.some(({ source }) => isAnswer(code, source, cells));
  return runs.filter(isOfThis).length;
}

/** Whether a cell that ran is an answer to the question of this cell: it declares what no other cell does. */
function isAnswer(code: string, answer: string, cells: LessonNotebook['cells']): boolean {
  if (code.trim() === answer.trim()) return true;
  const others = cells.filter(({ source }) => source !== answer);
  if (others.some(({ source }) => source.trim() === code.trim())) return false;
  const elsewhere = new Set(others.flatMap(({ source }) => declared(source)));
  const own = declared(answer).filter((name) => !elsewhere.has(name));
  const names = declared(code);
  return own.some((name) => names.includes(name));
}

/** Names declared at the beginning of a line. */
function declared(source: string): string[] {
  const declaration =
    /^(?:export\s+)?(?:async\s+)?(?:function\*?|const|let|var|class)\s+([\p{L}_$][\p{L}\d_$]*)/gmu;
  return [...source.matchAll(declaration)].map(([, name]) => name!);
}

function notebooksIn(folder: string): LessonNotebook[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ipynb'));
  return files.flatMap((name) => readLesson(join(folder, name)) ?? []);
}

/** Undefined for what is no notebook of the course, or is just being written. */
function readLesson(file: string): LessonNotebook | undefined {
  try {
    const { cells, metadata } = JSON.parse(readFileSync(file, 'utf8'));
    const lesson: unknown = metadata?.unstuck?.lesson;
    if (typeof lesson !== 'string') return undefined;
    return { file, lesson, saved: statSync(file).mtimeMs, cells: cells.map(cellOf) };
  } catch {
    return undefined;
  }
}

function cellOf({
  source,
  metadata,
}: {
  source: string | string[];
  metadata?: { unstuck?: { question?: string } };
}) {
  const question = metadata?.unstuck?.question;
  return { source: typeof source === 'string' ? source : source.join(''), ...(question ? { question } : {}) };
}
