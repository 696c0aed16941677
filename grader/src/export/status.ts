import type { QuestionRecord } from '../gradebook/records';

interface Standing {
  words: string;
  /** Its colour; the words say it without. */
  tone: 'good' | 'bad' | 'open';
}

const STANDINGS: Record<QuestionRecord['status'], Standing> = {
  pass: { words: 'Passed', tone: 'good' },
  fail: { words: 'Not yet right', tone: 'bad' },
  error: { words: 'Did not run', tone: 'bad' },
  timeout: { words: 'Took too long', tone: 'bad' },
  inconclusive: { words: 'A person will look', tone: 'open' },
};

/** What of a question decides how it stands; a submission that is not in a gradebook has no overrides. */
export type Judged = Pick<
  QuestionRecord,
  'status' | 'reason' | 'message' | 'score' | 'maxScore' | 'override'
>;

/** How a question stands, in words for a reader; a person's word goes before the grader's. */
export function standing({ status, override, score, maxScore }: Judged): Standing {
  if (!override) return STANDINGS[status];
  return { words: 'Set by a person', tone: score >= maxScore ? 'good' : 'open' };
}

/** Whether there is nothing left to say: the grader passed it, or a person gave all of its points. */
export function isFull({ status, override, score, maxScore }: Judged): boolean {
  return override ? score >= maxScore : status === 'pass';
}

/** Reasons that are the grader's own trouble; what it says about them is for the instructor. */
const OURS = ['grader-error', 'no-verdict'];

/** What a student reads about a question. */
export function messageOf({ reason, message }: { reason: string; message: string }): string {
  return OURS.includes(reason)
    ? 'The grader came to no verdict on this answer; a person will look.'
    : message;
}
