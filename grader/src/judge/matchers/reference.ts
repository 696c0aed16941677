import { firstDifference, type Reference } from './difference';
import { failed, type Judgement, passed } from './judgement';

/** One call of a function question: what it was given, as a student would write it, and what is right. */
export interface ReferenceCase {
  call: string;
  expected: Reference;
}

/**
 * Compares a function's results with a reference: numbers within `tolerance` (absolute, or relative to the
 * expected value where that is larger than 1; default 1e-6), strings and booleans exactly, arrays and objects
 * part by part. Shows at most three cases that differ, each at the first place where it does.
 */
export function toMatchReference(received: unknown, cases: ReferenceCase[], tolerance = 1e-6): Judgement {
  const results = Array.isArray(received) ? received : [];
  const wrong = cases.flatMap(({ call, expected }, i) => {
    const difference = firstDifference(results[i], expected, tolerance);
    return difference ? [`${call} gave ${difference}`] : [];
  });
  if (wrong.length === 0) return passed();
  const count = `${wrong.length} of ${cases.length} calls are wrong`;
  return failed('wrong-value', `${count}: ${wrong.slice(0, 3).join('; ')}.`, {
    wrong: wrong.length,
    calls: cases.length,
  });
}
