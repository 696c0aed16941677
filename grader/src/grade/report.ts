import type { Judged } from '../judge/session';
import type { Evidence, Status } from '../judge/verdict';
import { findLesson } from '../lessons';
import type { Intake } from './submissions';

/** One question of one submission in the report. */
export interface QuestionResult {
  id: string;
  score: number;
  maxScore: number;
  status: Status;
  /** A short stable slug; `pass` for a pass. */
  reason: string;
  message: string;
  evidence: Evidence;
}

export interface SubmissionResult {
  /** The file as it was named. */
  submission: string;
  lesson: string | null;
  score: number;
  maxScore: number;
  questions: QuestionResult[];
  /** Set where the file could not be graded at all. */
  error?: { reason: string; message: string };
}

/** What `unstuck grade --json` prints. */
export interface GradeReport {
  schema: 1;
  engine: 'node' | 'wasm';
  seed: number;
  results: SubmissionResult[];
}

/** What is wrong with a submission as a whole, where all of its questions have the same error. */
export function commonError<Q extends Pick<QuestionResult, 'status' | 'reason' | 'message'>>(
  questions: readonly Q[],
): Q | undefined {
  const [first, ...others] = questions;
  const isSame = ({ status, reason, message }: Q) =>
    status === 'error' && reason === first?.reason && message === first.message;
  return first && others.length > 0 && questions.every(isSame) ? first : undefined;
}

/** Puts the verdicts into the order of the lesson; a question without a verdict is never a pass. */
export function submissionResult(taken: Intake, judged: Judged[]): SubmissionResult {
  if (!taken.ok) {
    const { reason, message } = taken;
    return {
      submission: taken.file,
      lesson: null,
      score: 0,
      maxScore: 0,
      questions: [],
      error: { reason, message },
    };
  }
  const { id, lesson } = taken.submission;
  const questions = Object.entries(findLesson(lesson).questions).map(([question, { points }]) => {
    const found = judged.filter((one) => one.submission === id && one.question === question);
    return questionResult(question, points, found);
  });
  return {
    submission: taken.file,
    lesson,
    score: sum(questions.map(({ score }) => score)),
    maxScore: sum(questions.map(({ maxScore }) => maxScore)),
    questions,
  };
}

function questionResult(id: string, points: number, found: Judged[]): QuestionResult {
  const [one] = found;
  if (!one || found.length > 1)
    return {
      id,
      score: 0,
      maxScore: points,
      status: 'inconclusive',
      reason: 'no-verdict',
      message: 'The grader came to no verdict; a person must look.',
      evidence: {},
    };
  const { status, reason, message, evidence } = one;
  return { id, score: status === 'pass' ? points : 0, maxScore: points, status, reason, message, evidence };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
