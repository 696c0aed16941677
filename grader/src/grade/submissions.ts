import { basename } from 'node:path';
import type { SessionSubmission } from '../judge/session';
import { findLesson, lessonSlugs } from '../lessons';
import { NotebookError, readSubmission } from '../notebook';

/** A file that was handed in, ready to be judged, or why it cannot be. */
export type Intake =
  | { ok: true; file: string; submission: SessionSubmission }
  | { ok: false; file: string; reason: string; message: string };

/** Reads submissions as data; a file that is no notebook still gets a result for every question of its lesson. */
export function intake(files: string[], lesson?: string): Intake[] {
  return files.map((file, i) => {
    // Two files may have the same name, so the position makes the id unique.
    const id = `${i + 1}:${basename(file)}`;
    try {
      return take(file, id, lesson);
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      return unreadable(file, id, error, lesson ?? lessonInName(file));
    }
  });
}

function take(file: string, id: string, lesson: string | undefined): Intake {
  const { questions, problems, lesson: written } = readSubmission(file);
  const slug = lesson ?? written ?? lessonInName(file);
  if (slug === undefined || !lessonSlugs().includes(slug)) return unknownLesson(file, slug);
  const rejected = Object.fromEntries(problems.map(({ question, ...why }) => [question, why]));
  return {
    ok: true,
    file,
    submission: { id, lesson: slug, questions: Object.fromEntries(questions), rejected },
  };
}

function unreadable(file: string, id: string, error: NotebookError, slug: string | undefined): Intake {
  const { reason, message } = error;
  if (slug === undefined || reason === 'unreadable') return { ok: false, file, reason, message };
  const questions = Object.keys(findLesson(slug).questions);
  const rejected = Object.fromEntries(questions.map((question) => [question, { reason, message }]));
  return { ok: true, file, submission: { id, lesson: slug, questions: {}, rejected } };
}

function lessonInName(file: string): string | undefined {
  return lessonSlugs().find((slug) => basename(file).includes(slug));
}

function unknownLesson(file: string, slug: string | undefined): Intake {
  const said =
    slug === undefined ? 'The notebook does not say which lesson it is' : `There is no lesson "${slug}"`;
  const message = `${said}; name it with --lesson, one of: ${lessonSlugs().join(', ')}`;
  return { ok: false, file, reason: 'unknown-lesson', message };
}
