import type { GradebookReader, GradedLesson, QuestionRecord, SubmissionRecord } from '../gradebook/records';
import { findLesson } from '../lessons';

export const LESSON = '01-unnormalized-input';

/** Text that tries to be markup, a formula, a direction mark, or a character that XML and HTML have not. */
export const HOSTILE =
  "<script>alert(1)</script>\"'&lt;<img src=x onerror=alert(2)>]]>=cmd|' /C calc'!A0\u0000\u001b[31m\u202Egnp.exe\uD800";

export function lesson(slug = LESSON): GradedLesson {
  const questions = Object.entries(findLesson(slug).questions).map(([id, { title, points, read }]) => ({
    id,
    title,
    points,
    read,
  }));
  return { slug, questions, maxScore: questions.reduce((sum, { points }) => sum + points, 0) };
}

export function question(id: string, changes: Partial<QuestionRecord> = {}): QuestionRecord {
  const maxScore = lesson().questions.find((one) => one.id === id)!.points;
  const score = changes.status && changes.status !== 'pass' ? 0 : maxScore;
  return {
    id,
    score,
    gradedScore: score,
    maxScore,
    status: 'pass',
    reason: 'pass',
    message: '',
    evidence: {},
    source: 'const answer = 1;',
    seconds: 0.5,
    ...changes,
  };
}

/** A submission of lesson 1: all right where nothing else is said. */
export function submission(name: string, changes: Partial<SubmissionRecord> = {}): SubmissionRecord {
  const questions = changes.questions ?? ['q1', 'q2', 'q3', 'q4'].map((id) => question(id));
  const score = questions.reduce((sum, one) => sum + one.score, 0);
  return {
    id: `${name.replace(/\W/g, '').slice(0, 40)}-1`,
    student: { id: name, name },
    lesson: LESSON,
    file: `${name}.ipynb`,
    platform: 'folder',
    receivedAt: '2026-03-01T10:00:00.000Z',
    late: false,
    attempt: 1,
    attempts: 1,
    counts: true,
    state: 'graded',
    score,
    maxScore: 10,
    finalScore: score,
    seconds: 3,
    questions,
    ...changes,
  };
}

/** A gradebook in memory. */
export function gradebook(...submissions: SubmissionRecord[]): GradebookReader {
  return {
    engine: 'node',
    seed: 1,
    lessons: () => [lesson()],
    submissions: (which) => submissions.filter(({ counts }) => counts || !which?.counting),
    submission: (id) => submissions.find((one) => one.id === id),
    close: () => {},
  };
}
