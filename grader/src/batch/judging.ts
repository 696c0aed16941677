import type { AnswerToJudge } from '../judge/spec';

/** An answer on its way to be judged. */
export interface Assignment extends AnswerToJudge {
  key: string;
  /** Of its lesson, as the batch has it: another version of the course must not judge it. */
  fingerprint: string;
}

/** Where answers are judged: processes of this machine, or a queue that other machines serve. */
export interface Judging {
  /** How many answers it takes at once. */
  readonly atOnce: number;
  /** Never rejects: what the grader itself fails at is a verdict with reason `grader-error`. */
  judge(assignment: Assignment): Promise<Verdict>;
  close(): Promise<void>;
}

/** What came of an answer. */
export interface Verdict {
  status: 'pass' | 'fail' | 'error' | 'timeout' | 'inconclusive';
  reason: string;
  message: string;
  evidence: Record<string, unknown>;
  /** Wall seconds of the judging. */
  seconds: number;
}

/** No verdict: the next run of the batch judges the answer again. */
export function graderError(why: string): Verdict {
  return {
    status: 'inconclusive',
    reason: 'grader-error',
    message: 'The grader failed, not your answer.',
    evidence: { error: why },
    seconds: 0,
  };
}
