import colors from 'picocolors';
import type { GradeReport, QuestionResult, SubmissionResult } from '../grade';
import { findLesson } from '../lessons';
import { paragraph, terminalWidth } from './text';

const MARKS: Record<QuestionResult['status'], string> = {
  pass: '✓ pass',
  fail: '✗ fail',
  error: '✗ error',
  timeout: '✗ timeout',
  inconclusive: '? unsure',
};

/** A report as a student reads it in a terminal of 80 columns. Colour only repeats what the words say. */
export function feedback(report: GradeReport): string {
  return report.results.map(submissionFeedback).join('\n\n');
}

function submissionFeedback(result: SubmissionResult): string {
  if (result.error || result.lesson === null)
    return `${colors.bold(result.submission)}\n${paragraph(`Could not be graded: ${result.error?.message}`)}`;
  const { questions } = findLesson(result.lesson);
  const head = `${colors.bold(result.submission)}  ${result.score} of ${result.maxScore} points`;
  const lines = result.questions.map((question) => questionFeedback(question, questions[question.id]!));
  return [head, ...lines].join('\n');
}

/** Columns below which the message stands under the mark instead of beside it. */
const NARROW = 60;

/** One question as a student reads it: its points, and why it did not pass. */
export function questionFeedback(
  result: Omit<QuestionResult, 'evidence'>,
  { title, read }: { title: string; read: string },
): string {
  const paint = result.status === 'pass' ? colors.green : colors.red;
  const isNarrow = terminalWidth() < NARROW;
  const mark = `${paint(MARKS[result.status].padEnd(9))} ${result.id}  ${result.score}/${result.maxScore}`;
  const head = isNarrow ? `  ${mark}\n${paragraph(title, 4)}` : `  ${mark}  ${title}`;
  if (result.status === 'pass') return head;
  const advice = result.status === 'inconclusive' ? '' : `\nRead again: "${read}"`;
  return `${head}\n${paragraph(`${result.reason}: ${result.message}${advice}`, isNarrow ? 4 : 12)}`;
}
