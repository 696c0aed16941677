import colors from 'picocolors';
import { commonError, type GradeReport, type QuestionResult, type SubmissionResult } from '../grade';
import { findLesson } from '../lessons';
import type { Remark } from '../type-check';
import { printable } from './columns';
import { paragraph, terminalWidth } from './text';

const MARKS: Record<QuestionResult['status'], string> = {
  pass: '✓ pass',
  fail: '✗ fail',
  error: '✗ error',
  timeout: '✗ timeout',
  inconclusive: '? unsure',
};

/** A report as a student reads it in a terminal of 80 columns. Colour only repeats what the words say. */
export function feedback(report: GradeReport, remarks: RemarksOf = () => []): string {
  return report.results.map((result) => submissionFeedback(result, remarks)).join('\n\n');
}

/** Where the types of an answer do not fit. */
type RemarksOf = (submission: SubmissionResult, question: string) => readonly Remark[];

function submissionFeedback(result: SubmissionResult, remarks: RemarksOf): string {
  if (result.error || result.lesson === null)
    return `${colors.bold(result.submission)}\n${paragraph(`Could not be graded: ${result.error?.message}`)}`;
  const { questions } = findLesson(result.lesson);
  const head = `${colors.bold(result.submission)}  ${result.score} of ${result.maxScore} points`;
  const common = commonError(result.questions);
  if (common) return `${head}\n${paragraph(`${MARKS.error}  ${common.reason}: ${common.message}`)}`;
  const lines = result.questions.map((question) =>
    questionFeedback(question, questions[question.id]!, remarks(result, question.id)),
  );
  return [head, ...lines].join('\n');
}

/** Columns below which the message stands under the mark instead of beside it. */
const NARROW = 60;

/** Remarks shown; the others mostly follow from these. */
const MOST_REMARKS = 3;

/** One question as a student reads it: its points, why it did not pass, and where its types do not fit. */
export function questionFeedback(
  result: Omit<QuestionResult, 'evidence'>,
  { title, read }: { title: string; read: string },
  remarks: readonly Remark[] = [],
): string {
  const { status, reason, message } = result;
  const paint = status === 'pass' ? colors.green : colors.red;
  const isNarrow = terminalWidth() < NARROW;
  const indent = isNarrow ? 4 : 12;
  const mark = `${paint(MARKS[status].padEnd(9))} ${result.id}  ${result.score}/${result.maxScore}`;
  return [
    isNarrow ? `  ${mark}\n${paragraph(title, 4)}` : `  ${mark}  ${title}`,
    ...(status === 'pass' ? [] : [paragraph(`${reason}: ${message}`, indent)]),
    ...typeRemarks(remarks, indent),
    ...(status === 'pass' || status === 'inconclusive' ? [] : [paragraph(`Read again: "${read}"`, indent)]),
  ].join('\n');
}

function typeRemarks(remarks: readonly Remark[], indent: number): string[] {
  if (remarks.length === 0) return [];
  const room = terminalWidth() - indent - 2;
  const shown = remarks
    .slice(0, MOST_REMARKS)
    .flatMap(({ line, code, says }) => [
      paragraph(`line ${line}: ${printable(says)}`, indent),
      `${' '.repeat(indent + 2)}${cut(printable(code), room)}`,
    ]);
  const more = remarks.length - MOST_REMARKS;
  return [
    paragraph('Types that do not fit (this alone costs no points):', indent),
    ...shown,
    ...(more > 0 ? [paragraph(`and ${more} more`, indent)] : []),
  ];
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
