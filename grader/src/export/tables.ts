import Papa from 'papaparse';
import type { GradedLesson, SubmissionRecord } from '../gradebook/records';
import { escapeHtml, withoutUnfit } from './page/html';
import { isFull, messageOf, standing } from './status';

type Cell = string | number;

/** A spreadsheet takes a cell that begins with = + - @ for a formula; a student's name must not be one. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  const clean = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? withoutUnfit(cell) : cell)));
  return `${Papa.unparse(clean, { escapeFormulae: true, newline: '\r\n' })}\r\n`;
}

const COLUMNS =
  'student,name,email,lesson,file,received,late,attempt,attempts,state,reason,score,penalty,final_score,max_score';

/** Columns of `gradebook.csv`; those of a question are its points and its reason. */
export function gradebookHeader(questionIds: readonly string[]): string[] {
  return [...COLUMNS.split(','), ...questionIds.flatMap((id) => [id, `${id}_reason`])];
}

export function gradebookRow(submission: SubmissionRecord, questionIds: readonly string[]): Cell[] {
  const { student, penalty, questions } = submission;
  const byId = new Map(questions.map((question) => [question.id, question]));
  return [
    student.id,
    student.name,
    student.email ?? '',
    submission.lesson ?? '',
    submission.file,
    submission.receivedAt ?? '',
    submission.late ? 'yes' : 'no',
    submission.attempt,
    submission.attempts,
    submission.state,
    submission.problem?.reason ?? '',
    submission.score,
    penalty?.points ?? 0,
    submission.finalScore,
    submission.maxScore,
    ...questionIds.flatMap((id) => [byId.get(id)?.score ?? '', reasonOf(byId.get(id))]),
  ];
}

function reasonOf(question: SubmissionRecord['questions'][number] | undefined): string {
  if (!question) return '';
  return question.override ? `override: ${question.override.reason}` : question.reason;
}

/**
 * What Canvas's gradebook imports. A row is found by `ID`, else by `SIS Login ID`. The assignment's name is that of the
 * lesson; where it is another in Canvas, the header takes Canvas's `Name (number)`.
 */
export function canvasHeader({ slug, maxScore }: GradedLesson): Cell[][] {
  return [
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', slug],
    ['    Points Possible', '', '', '', '', maxScore],
  ];
}

export function canvasRow({ student, platform, finalScore }: SubmissionRecord): Cell[] {
  const login = student.email ?? student.id;
  const [id, sisLogin] = platform === 'canvas' ? [student.id, ''] : ['', login];
  return [student.name, id, '', sisLogin, '', finalScore];
}

/** What Moodle's offline grading worksheet has; it needs `Identifier`, `Grade` and `Last modified (grade)`. */
export const moodleHeader: Cell[] = [
  'Identifier',
  'Full name',
  'Email address',
  'Grade',
  'Maximum grade',
  'Last modified (grade)',
  'Feedback comments',
];

/** Without the time of the grade Moodle keeps one that somebody gave there, unless it is told to replace it. */
export function moodleRow(submission: SubmissionRecord, lesson: GradedLesson): Cell[] {
  const { student, platform, finalScore, maxScore } = submission;
  const identifier = platform === 'moodle' ? `Participant ${student.id}` : '';
  const comment = moodleComment(submission, lesson);
  return [identifier, student.name, student.email ?? '', finalScore, maxScore, '', comment];
}

/** Moodle keeps feedback as HTML. */
function moodleComment({ questions, penalty }: SubmissionRecord, lesson: GradedLesson): string {
  const lines = questions.map((question) => {
    const title = lesson.questions.find(({ id }) => id === question.id)?.title ?? '';
    const head = `${question.id} ${title}: ${question.score} of ${question.maxScore}. ${standing(question).words}.`;
    if (question.override) return `${head} ${question.override.reason}`;
    return isFull(question) ? head : `${head} ${messageOf(question)}`;
  });
  const late = penalty ? [`Late: ${penalty.because}.`] : [];
  return [...lines, ...late].map((line) => `<p>${escapeHtml(line)}</p>`).join('');
}
