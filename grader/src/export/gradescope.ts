import { z } from 'zod';
import { commonError } from '../grade/report';
import type { GradedLesson, QuestionRecord, SubmissionRecord } from '../gradebook/records';
import { isFull, messageOf } from './status';

const visibility = z.enum(['hidden', 'after_due_date', 'after_published', 'visible']);
const format = z.enum(['text', 'html', 'simple_format', 'md', 'ansi']);

const testSchema = z.strictObject({
  score: z.number().nonnegative(),
  max_score: z.number().positive(),
  status: z.enum(['passed', 'failed']),
  name: z.string().min(1),
  name_format: format,
  number: z.string(),
  output: z.string(),
  output_format: format,
  tags: z.array(z.string()),
  visibility,
});

/** `results.json`, after https://gradescope-autograders.readthedocs.io/en/latest/specs/ */
export const resultsSchema = z.strictObject({
  /** Overrides the sum over the tests: it has the penalty for late work in it. */
  score: z.number().nonnegative(),
  output: z.string(),
  output_format: format,
  visibility,
  stdout_visibility: visibility,
  tests: z.array(testSchema),
});
export type GradescopeResults = z.infer<typeof resultsSchema>;

/**
 * Makes Gradescope's `results.json`: one test a question, all as plain text, so that no markup of a student is shown.
 *
 * @throws ZodError when the result is not in Gradescope's format.
 */
export function gradescopeOf(
  submission: SubmissionRecord,
  lessons: readonly GradedLesson[],
): GradescopeResults {
  const lesson = lessons.find(({ slug }) => slug === submission.lesson);
  const isWhole = commonError(submission.questions) !== undefined;
  return resultsSchema.parse({
    score: submission.finalScore,
    output: notesOf(submission).join('\n'),
    output_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests: submission.questions.map((question) => testOf(question, lesson, isWhole)),
  });
}

/** Several notebooks that were handed in as one; nothing at all is a result of no points that says so. */
export function mergeResults(results: readonly GradescopeResults[]): GradescopeResults {
  const none = 'No notebook was handed in: a file that ends in .ipynb is needed.';
  return resultsSchema.parse({
    score: results.reduce((sum, { score }) => sum + score, 0),
    output:
      results.length === 0
        ? none
        : results
            .map(({ output }) => output)
            .join('\n')
            .trim(),
    output_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests: results.flatMap(({ tests }) => tests),
  });
}

function notesOf({ problem, penalty, state }: SubmissionRecord): string[] {
  return [
    ...(problem ? [problem.message] : []),
    ...(penalty ? [`Late: ${penalty.because}; ${penalty.points} points less.`] : []),
    ...(state === 'unsure' ? ['A person will look at this submission; its points may change.'] : []),
  ];
}

function testOf(
  question: QuestionRecord,
  lesson: GradedLesson | undefined,
  isWhole: boolean,
): GradescopeResults['tests'][number] {
  const about = lesson?.questions.find(({ id }) => id === question.id);
  const full = isFull(question);
  const said = [!full && messageOf(question), !full && !isWhole && about && `Read again: "${about.read}"`];
  const byPerson = question.override && `A person set these points: ${question.override.reason}`;
  return {
    score: question.score,
    max_score: question.maxScore,
    status: full ? 'passed' : 'failed',
    name: about ? `${question.id}: ${about.title}` : question.id,
    name_format: 'text',
    number: question.id.replace(/^q(?=\d)/, ''),
    output: [...said, byPerson].filter(Boolean).join('\n'),
    output_format: 'text',
    tags: [question.reason],
    visibility: 'visible',
  };
}
