import type { SubmissionResult } from '../grade';
import { readSubmission } from '../notebook';
import { keepVerdicts, lessonOfWork } from '../progress';

/** Whether a result is about the notebook that a student works on here, and not about a file that was handed in. */
export function isOwn({ submission, lesson }: SubmissionResult): boolean {
  return lesson !== null && lesson === lessonOfWork(submission);
}

/** Keeps verdicts on the notebooks that a student works on here; those on files handed in are nobody's progress. */
export function keepOwnWork(results: readonly SubmissionResult[]): void {
  for (const { submission, lesson, questions } of results.filter(isOwn)) {
    const sources = readSubmission(submission).questions;
    const verdicts = questions.map((verdict) => ({
      id: verdict.id,
      source: sources.get(verdict.id),
      verdict,
    }));
    keepOrSay(lesson!, verdicts);
  }
}

/** Keeps verdicts, or says why they are not kept: they are shown already, and this place may be read-only. */
export function keepOrSay(...[lesson, verdicts]: Parameters<typeof keepVerdicts>): void {
  try {
    keepVerdicts(lesson, verdicts);
  } catch (error) {
    console.error(`Progress was not kept: ${(error as Error).message}`);
  }
}
