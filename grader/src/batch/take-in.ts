import { basename } from 'node:path';
import type { Gradebook, HandedIn, Register } from '../gradebook';
import { hashOf } from '../gradebook';
import { FileProblem, type Found, findSubmissions, stem } from '../intake';
import type { Question } from '../lessons';
import { NotebookError, parseNotebook, submissionOf } from '../notebook';

export interface TakeInOptions {
  /** Whole paths that are no submissions: the folder of results. */
  skip: string[];
  lessons: ReadonlyMap<string, Record<string, Question>>;
  /** The lesson of every notebook, whatever it says. */
  lesson?: string;
}

/**
 * Takes a class's folder into the gradebook, in one transaction. What it holds already is not read again.
 *
 * @returns what to tell the instructor: files that are not there any more, a folder that is gone.
 */
export async function takeIn(
  gradebook: Gradebook,
  folder: string,
  options: TakeInOptions,
): Promise<string[]> {
  const present = new Set<string>();
  try {
    await gradebook.takeIn(async (register) => {
      for await (const found of findSubmissions(folder, options.skip)) {
        present.add(found.location);
        takeOne(register, found, options);
      }
    }, options.lessons);
  } catch (error) {
    // What was taken in before can still be graded.
    if (!(error instanceof FileProblem) || gradebook.selected({}).size === 0) throw named(folder, error);
    return [`${folder} ${error.message}; what was taken in before is graded`];
  }
  return gradebook
    .absent(present)
    .map((location) => `${location} is not in the folder any more; what was taken in is kept`);
}

function named(folder: string, error: unknown): unknown {
  return error instanceof FileProblem ? new Error(`${folder} ${error.message}`) : error;
}

function takeOne(register: Register, found: Found, options: TakeInOptions): void {
  const { content } = found;
  const hash =
    'bytes' in content
      ? hashOf(content.bytes)
      : hashOf('problem', content.problem.reason, content.problem.message);
  if (!register.knows(found.location, hash)) register.add(handedIn(found, hash, options));
}

function handedIn(found: Found, content: string, { lesson, lessons }: TakeInOptions): HandedIn {
  const { location, student, platform, receivedAt, late, order } = found;
  const { written, ...taken } = read(found);
  return {
    name: stem(found.entry),
    location,
    content,
    student,
    platform,
    lesson: lesson ?? written ?? [...lessons.keys()].find((slug) => location.includes(slug)) ?? null,
    receivedAt,
    late,
    order,
    ...taken,
  };
}

function read({ location, content }: Found): Pick<HandedIn, 'answers' | 'problem'> & { written?: string } {
  if ('problem' in content) {
    const { kind, reason, message } = content.problem;
    return { answers: [], problem: { kind, reason, message: `${basename(location)} ${message}` } };
  }
  try {
    const { lesson, questions, problems } = submissionOf(parseNotebook(content.bytes, location));
    const sources = [...questions].map(([question, source]) => ({ question, source }));
    const rejected = problems.map(({ question, ...why }) => ({ question, rejected: why }));
    return { answers: [...sources, ...rejected], ...(lesson ? { written: lesson } : {}) };
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    const { reason, message } = error;
    return { answers: [], problem: { kind: 'rejected', reason, message } };
  }
}
