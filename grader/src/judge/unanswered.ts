import type { Outcome } from '../sandbox';
import { Verdict } from './verdict';

const TIMEOUTS = ['infinite-loop', 'never-settles', 'cpu-limit'];
const FAILURES = [
  'not-attempted',
  'missing-export',
  'changed-argument',
  'wrong-type',
  'wrong-shape',
  'wrong-dtype',
  'wrong-option',
];

/** What it means for an answer that it, or the part of it that is asked for, is not there. */
export function unanswered({ reason, message }: Omit<Extract<Outcome, { ok: false }>, 'ok'>): Verdict {
  if (TIMEOUTS.includes(reason)) return new Verdict('timeout', reason, message);
  return new Verdict(FAILURES.includes(reason) ? 'fail' : 'error', reason, message);
}
