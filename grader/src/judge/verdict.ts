/** What a question's judging ends with. */
export type Status = 'pass' | 'fail' | 'error' | 'timeout' | 'inconclusive';

/** Numbers and lists a student may see; never a held-out label. */
export type Evidence = Record<string, unknown>;

/** Thrown where an answer does not pass: a stable reason, a message a student can act on, the numbers. */
export class Verdict extends Error {
  constructor(
    readonly status: Exclude<Status, 'pass'>,
    readonly reason: string,
    message: string,
    readonly evidence: Evidence = {},
  ) {
    super(message);
  }
}
