import { existsSync } from 'node:fs';
import { findLesson, lessonSlugs, type Question } from '../lessons';
import { NotebookError, readSubmission, type Submission, submissionOf } from '../notebook';
import { hashOfAnswer, type ProgressRecord, type QuestionProgress } from './record';
import { notebookOf, untouchedNotebook } from './workplace';

/** `changed`: the answer is another than the one that was judged, or none was judged yet. */
type QuestionState = 'open' | 'changed' | 'tried' | 'solved';

/** Where a student is with one question. */
export interface QuestionStanding {
  id: string;
  question: Question;
  state: QuestionState;
  /** Of the last verdict. */
  points: number;
  kept: QuestionProgress;
}

/** Where a student is with one lesson. */
export interface LessonStanding {
  slug: string;
  questions: QuestionStanding[];
  points: number;
  maxPoints: number;
  solved: number;
  /** Why the notebook cannot be read. */
  problem?: string;
}

/** Where a student is with every lesson, in order. */
export function allStandings(record: ProgressRecord): LessonStanding[] {
  return lessonSlugs().map((slug) => standingOf(slug, record));
}

/** Where a student is with one lesson: what was judged, beside what the notebook holds now. */
export function standingOf(slug: string, record: ProgressRecord): LessonStanding {
  const { submission, problem } = readWork(slug);
  const untouched = submissionOf(untouchedNotebook(slug)).questions;
  const kept = record.lessons[slug] ?? {};
  const questions = Object.entries(findLesson(slug).questions).map(([id, question]): QuestionStanding => {
    const answer = submission?.questions.get(id);
    const state = stateOf(kept[id] ?? {}, answer, untouched.get(id));
    return { id, question, state, points: kept[id]?.points ?? 0, kept: kept[id] ?? {} };
  });
  return {
    slug,
    questions,
    points: sum(questions.map(({ points }) => points)),
    maxPoints: sum(questions.map(({ question }) => question.points)),
    solved: questions.filter(({ state }) => state === 'solved').length,
    ...(problem ? { problem } : {}),
  };
}

/** Whether a lesson has all its points, also where an answer was changed since. */
export function isDone({ points, maxPoints }: LessonStanding): boolean {
  return points === maxPoints;
}

function stateOf(kept: QuestionProgress, answer: string | undefined, untouched: string | undefined) {
  const isStub = answer !== undefined && answer.trim() === untouched?.trim();
  // Graded with the others, but nobody has tried it.
  if (isStub && kept.status !== 'pass') return 'open';
  const same = answer === undefined || (kept.answer !== undefined && kept.answer === hashOfAnswer(answer));
  if (kept.status && same) return kept.status === 'pass' ? 'solved' : 'tried';
  if (kept.status) return 'changed';
  return answer === undefined ? 'open' : 'changed';
}

/** A notebook that is missing is made when it is needed, and has no answers until then. */
function readWork(slug: string): { submission?: Submission; problem?: string } {
  const file = notebookOf(slug);
  if (!existsSync(file)) return {};
  try {
    return { submission: readSubmission(file) };
  } catch (error) {
    if (error instanceof NotebookError) return { problem: error.message };
    throw error;
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
