import type { Evidence } from '../verdict';

/** What a matcher returns to jest, with what the reporter needs besides. */
export interface Judgement {
  pass: boolean;
  message: () => string;
  reason: string;
  /** What a student reads: what was expected, what came, what to look at next. */
  feedback: string;
  evidence: Evidence;
}

export function passed(): Judgement {
  return {
    pass: true,
    message: () => 'expected the answer not to pass',
    reason: 'pass',
    feedback: '',
    evidence: {},
  };
}

export function failed(reason: string, feedback: string, evidence: Evidence = {}): Judgement {
  return { pass: false, message: () => `${reason}: ${feedback}`, reason, feedback, evidence };
}
