import { failed, type Judgement, passed } from './judgement';

/** One call of a function question: what it was given, as a student would write it, and what is right. */
export interface ReferenceCase {
  call: string;
  expected: number;
}

/**
 * Compares a function's results with a reference, each within `tolerance` (absolute, or relative to the
 * expected value where that is larger than 1). Default 1e-6. Shows at most three cases that differ.
 */
export function toMatchReference(received: unknown, cases: ReferenceCase[], tolerance = 1e-6): Judgement {
  const results = Array.isArray(received) ? received : [];
  const wrong = cases.flatMap(({ call, expected }, i) =>
    close(results[i], expected, tolerance) ? [] : [{ call, expected, got: results[i] }],
  );
  if (wrong.length === 0) return passed();
  const shown = wrong
    .slice(0, 3)
    .map(({ call, expected, got }) => `${call} gave ${show(got)}, expected ${show(expected)}`);
  const count = `${wrong.length} of ${cases.length} calls are wrong`;
  return failed('wrong-value', `${count}: ${shown.join('; ')}.`, {
    wrong: wrong.length,
    calls: cases.length,
  });
}

function close(got: unknown, expected: number, tolerance: number): boolean {
  return typeof got === 'number' && Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected));
}

function show(value: unknown): string {
  return typeof value === 'number'
    ? String(Number(value.toPrecision(6)))
    : (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
