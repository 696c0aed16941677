import { z } from 'zod';
import type { GradedLesson, QuestionRecord } from '../gradebook/records';
import { isFull, type Judged, messageOf } from './status';

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

/** What of a graded submission goes to Gradescope. */
export interface Graded {
  finalScore: number;
  /** Words about the whole: why it could not be graded, what was taken off. */
  notes: string[];
  questions: (Judged & Pick<QuestionRecord, 'id'>)[];
}

/**
 * Makes Gradescope's `results.json`: one test a question, all as plain text, so that no markup of a student is shown.
 *
 * @throws ZodError when the result is not in Gradescope's format.
 */
export function gradescopeResults(
  { finalScore, notes, questions }: Graded,
  lesson: GradedLesson | undefined,
): GradescopeResults {
  return resultsSchema.parse({
    score: finalScore,
    output: notes.join('\n'),
    output_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests: questions.map((question) => testOf(question, lesson)),
  });
}

function testOf(
  question: Graded['questions'][number],
  lesson: GradedLesson | undefined,
): GradescopeResults['tests'][number] {
  const about = lesson?.questions.find(({ id }) => id === question.id);
  const full = isFull(question);
  const said = [!full && messageOf(question), !full && about && `Read again: "${about.read}"`];
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
