import { now } from 'unstuck/clock';
import { lockResults } from '../batch';
import { writeOutputs } from '../export';
import { Gradebook, openGradebook, type QuestionRecord, type SubmissionRecord } from '../gradebook';

interface Options {
  student: string;
  question: string;
  lesson?: string;
  score?: string;
  reason?: string;
  remove?: boolean;
}

/** `unstuck override`: what a person says an answer is worth; it stands through every later grading. */
export async function overrideCommand(out: string, options: Options): Promise<number> {
  const found = find(out, options);
  const { submission, question } = found;
  const score = options.remove ? null : points(options, question);
  const reason = options.reason?.trim() ?? '';
  if (score !== null && reason === '')
    throw new RangeError('--reason: say why, so that it can be told later');
  const release = lockResults(out);
  try {
    const gradebook = new Gradebook(out);
    try {
      const of = { student: submission.student.id, lesson: submission.lesson!, question: question.id };
      gradebook.override(of, score, reason, new Date(now()).toISOString());
    } finally {
      gradebook.close();
    }
    const reader = openGradebook(out);
    try {
      writeOutputs(out, reader);
    } finally {
      reader.close();
    }
  } finally {
    release();
  }
  const worth = score ?? question.gradedScore;
  console.log(
    `${submission.id} ${question.id}: ${worth} of ${question.maxScore} (graded ${question.gradedScore})`,
  );
  return 0;
}

/** The student's submission that counts, and the question in it. */
function find(out: string, { student, lesson, question: id }: Options) {
  const reader = openGradebook(out);
  try {
    const theirs = [...reader.submissions({ counting: true })].filter((one) => isOf(one, student, lesson));
    if (theirs.length !== 1) throw new RangeError(ambiguous(student, theirs));
    const submission = theirs[0]!;
    const question = submission.questions.find((one) => one.id === id);
    if (!question) {
      const ids = submission.questions.map((one) => one.id).join(', ');
      throw new RangeError(`--question: expected one of ${ids}, got "${id}"`);
    }
    return { submission, question };
  } finally {
    reader.close();
  }
}

function isOf({ id, student, lesson }: SubmissionRecord, asked: string, slug: string | undefined): boolean {
  const named = [id, student.id, student.name, student.email].includes(asked);
  return named && lesson !== null && (slug === undefined || lesson === slug);
}

function ambiguous(student: string, theirs: SubmissionRecord[]): string {
  if (theirs.length === 0) return `--student: nobody of the gradebook is "${student}"`;
  const lessons = theirs.map(({ id, lesson }) => `${id} (${lesson})`).join(', ');
  return `--student: "${student}" has several submissions: ${lessons}; add --lesson, or give one of these ids`;
}

function points({ score }: Options, { maxScore }: QuestionRecord): number {
  const value = Number(score);
  if (score === undefined || score.trim() === '' || !(value >= 0 && value <= maxScore))
    throw new RangeError(`--score: expected 0 to ${maxScore}, got "${score ?? ''}"`);
  return value;
}
