import type { GradebookReader, QuestionRecord, SubmissionRecord } from '../gradebook';
import { columns, printable } from './columns';
import { paragraph } from './text';

/** More rows than a terminal is read for; the gradebook has them all. */
const MOST_ROWS = 60;

/** The submissions that count, a row each, and below it those that a person must look at; `*` marks an override. */
export function resultsTable(gradebook: GradebookReader): string {
  const table: string[][] = [];
  const people: string[] = [];
  let rows = 0;
  for (const submission of gradebook.submissions({ counting: true })) {
    if (rows++ < MOST_ROWS) table.push(row(submission));
    if (submission.state === 'unsure') people.push(needsPerson(submission));
  }
  const more = rows > MOST_ROWS ? [`… and ${rows - MOST_ROWS} more: gradebook.csv has them all`] : [];
  const head = people.length > 0 ? ['', 'A person must look at:', ...people.slice(0, MOST_ROWS)] : [];
  return [columns(['student', 'lesson', 'points', 'questions', ''], table), ...more, ...head].join('\n');
}

function row({ student, lesson, state, score, finalScore, maxScore, ...rest }: SubmissionRecord): string[] {
  const taken = finalScore === score ? '' : ` (${score} less ${rest.penalty?.percent} %)`;
  const marks = rest.questions.map(mark).join('  ');
  const points = rest.questions.length > 0 ? `${finalScore}/${maxScore}${taken}` : '–';
  const note = state === 'graded' ? (rest.late ? 'late' : '') : state;
  const why = rest.problem ? rest.problem.reason : marks;
  return [printable(student.name), lesson ?? '–', points, why, note];
}

function mark({ id, status, reason, override }: QuestionRecord): string {
  const set = override ? '*' : '';
  if (status === 'pass') return `${id}${set} ✓`;
  return `${id}${set} ${status === 'inconclusive' ? '?' : '✗'} ${reason}`;
}

function needsPerson({ id, file, problem, questions }: SubmissionRecord): string {
  const unsure = questions.find(({ status }) => status === 'inconclusive');
  const why = problem?.message ?? `${unsure?.id}: ${unsure?.message}`;
  return paragraph(`${id} (${printable(file)}): ${printable(why)}`);
}
