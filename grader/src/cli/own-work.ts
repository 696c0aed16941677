import type { SubmissionResult } from '../grade';
import { readSubmission } from '../notebook';
import { keepVerdicts, lessonOfWork } from '../progress';

/** Keeps verdicts on the notebooks that a student works on here; those on files handed in are nobody's progress. */
export function keepOwnWork(results: readonly SubmissionResult[]): void {
  for (const { submission: file, lesson, questions } of results) {
    if (lesson === null || lesson !== lessonOfWork(file)) continue;
    try {
      const sources = readSubmission(file).questions;
      keepVerdicts(
        lesson,
        questions.map((verdict) => ({ id: verdict.id, source: sources.get(verdict.id), verdict })),
      );
    } catch (error) {
      // The verdicts are shown already; whoever grades may be unable to write here.
      console.error(`Progress was not kept: ${(error as Error).message}`);
    }
  }
}
