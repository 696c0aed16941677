import type { GradebookReader, SubmissionRecord } from '../gradebook';
import { givenIn } from './given';
import { type SimilarityOptions, type SimilarPair, similarPairs } from './pairs';
import type { Work } from './work';

/** The pairs of a lesson. */
export interface SimilarWork {
  lesson: string;
  pairs: SimilarPair[];
}

/** Compares the submissions of a gradebook that count, lesson by lesson. */
export function similarInClass(gradebook: GradebookReader, options: SimilarityOptions = {}): SimilarWork[] {
  const works = new Map<string, Work[]>();
  for (const submission of gradebook.submissions({ counting: true }))
    if (submission.lesson !== null)
      works.set(submission.lesson, [...(works.get(submission.lesson) ?? []), workOf(submission)]);
  return [...works].map(([lesson, those]) => ({
    lesson,
    pairs: similarPairs(those, givenIn(lesson), options),
  }));
}

function workOf({ id, student, questions }: SubmissionRecord): Work {
  const answers = questions.flatMap((question) =>
    question.source === null ? [] : [[question.id, question.source] as const],
  );
  return { id, student: student.id, name: student.name, answers: Object.fromEntries(answers) };
}
