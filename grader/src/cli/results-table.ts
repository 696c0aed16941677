import type { GradebookReader, QuestionRecord, SubmissionRecord } from '../gradebook';
import { columns, printable } from './columns';
import { paragraph } from './text';

/** More rows than a terminal is read for; the gradebook has them all. */
const MOST_ROWS = 60;
const WIDTH = 80;
const MOST_NAME = 20;

/** The submissions that count, a row each, and below it those that a person must look at; `*` marks an override. */
export function resultsTable(gradebook: GradebookReader): string {
  const shown: SubmissionRecord[] = [];
  const people: string[] = [];
  let rows = 0;
  for (const submission of gradebook.submissions({ counting: true })) {
    if (rows++ < MOST_ROWS) shown.push(submission);
    if (submission.state === 'unsure') people.push(needsPerson(submission));
  }
  const more = rows > MOST_ROWS ? [`… and ${rows - MOST_ROWS} more: gradebook.csv has them all`] : [];
  const head = people.length > 0 ? ['', 'A person must look at:', ...people.slice(0, MOST_ROWS)] : [];
  return [...table(shown), ...more, ...head].join('\n');
}

/** As wide as a terminal; the lesson stands in it where there are several. */
function table(shown: SubmissionRecord[]): string[] {
  const lessons = new Set(shown.map(({ lesson }) => lesson));
  const several = lessons.size > 1;
  const rows = shown.map((one) => {
    const [student, ...rest] = row(one);
    return [student!, ...(several ? [one.lesson?.slice(0, 2) ?? '–'] : []), ...rest];
  });
  const header = ['student', ...(several ? ['lesson'] : []), 'points', 'answers', ''];
  const lines = columns(header, rows)
    .split('\n')
    .map((line) => cut(line.trimEnd(), WIDTH));
  const [only] = lessons;
  return several || !only ? lines : [only, ...lines];
}

function row({ student, state, score, finalScore, maxScore, ...rest }: SubmissionRecord): string[] {
  const taken = finalScore === score ? '' : ` (−${rest.penalty?.percent} %)`;
  const points = rest.questions.length > 0 ? `${finalScore}/${maxScore}${taken}` : '–';
  const lost = rest.questions.filter(({ status }) => status !== 'pass');
  const why = rest.problem ? rest.problem.reason : reasons(lost);
  const note = state === 'graded' ? (rest.late ? 'late' : '') : state;
  const marks = rest.problem ? '' : rest.questions.map(mark).join(' ');
  return [cut(printable(student.name), MOST_NAME), points, marks, [note, why].filter(Boolean).join('; ')];
}

function mark({ status, override }: QuestionRecord): string {
  const sign = status === 'pass' ? '✓' : status === 'inconclusive' ? '?' : '✗';
  return override ? `${sign}*` : sign;
}

/** `q1 throws`; only the reason where it is that of all. */
function reasons(lost: QuestionRecord[]): string {
  const [first] = lost;
  if (lost.length > 1 && lost.every(({ reason }) => reason === first!.reason)) return first!.reason;
  return lost.map(({ id, reason }) => `${id} ${reason}`).join(', ');
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function needsPerson({ id, file, problem, questions }: SubmissionRecord): string {
  const unsure = questions.find(({ status }) => status === 'inconclusive');
  const why = problem?.message ?? `${unsure?.id}: ${unsure?.message}`;
  return paragraph(`${id} (${printable(file)}): ${printable(why)}`);
}
