import type { AnswerToJudge } from '../judge/spec';

/** An answer on its way to be judged. */
export interface Assignment extends AnswerToJudge {
  key: string;
  /** Of its lesson, as the batch has it: another version of the course must not judge it. */
  fingerprint: string;
  /** Whether somebody watches: then each epoch of its trainings is told. */
  live?: boolean;
  /** Cores of this machine that it may take; other answers are judged on the others. Default: all. */
  cores?: number;
}

/** Where answers are judged: processes of this machine, or a queue that other machines serve. */
export interface Judging {
  /** How many answers it takes at once. */
  readonly atOnce: number;
  /** Whether what was handed over goes on without this process, and is found again by the next batch. */
  readonly goesOn: boolean;
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

/** The reason of what is no verdict. */
export const GRADER_ERROR = 'grader-error';

/** No verdict: the next run of the batch judges the answer again. */
export function graderError(why: string): Verdict {
  return {
    status: 'inconclusive',
    reason: GRADER_ERROR,
    message: 'The grader failed, not your answer.',
    evidence: { error: why },
    seconds: 0,
  };
}
