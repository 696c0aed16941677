import type { Answer, ChildReason } from './protocol';

/** Why there is no answer. `timeout` kinds are `infinite-loop`, `never-settles` and `cpu-limit`. */
export type FailureReason =
  | ChildReason
  | 'infinite-loop'
  | 'cpu-limit'
  | 'too-many-threads'
  | 'too-many-processes'
  | 'too-much-output'
  | 'forged-result'
  | 'malformed-result';

/** What came out of the sandbox: an answer that fits the schema, or why there is none. */
export type Outcome = { ok: true; answer: Answer } | { ok: false; reason: FailureReason; message: string };

export function failure(reason: FailureReason, message: string): Outcome {
  return { ok: false, reason, message };
}
