import { failed, type Judgement, passed } from './judgement';

/** The fault of a curve, or all of its faults, in any order. */
type Faults = string | string[];

/**
 * Compares the faults a student named, by curve, with the right ones. How a name is written does not count: capitals,
 * spaces around it, a space, an underscore or a text editor's dash for a hyphen.
 */
export function toNameFaults(received: unknown, expected: Record<string, Faults>): Judgement {
  if (typeof received !== 'object' || received === null)
    return failed('wrong-type', 'Expected an object with one entry for each curve.');
  const named = received as Record<string, unknown>;
  const curves = Object.keys(expected);
  const others = Object.keys(named);
  if (others.length > 0 && curves.every((curve) => named[curve] === undefined))
    return failed(
      'wrong-type',
      `Expected one entry for each curve: ${curves.join(', ')}. Yours has ${others.join(', ').slice(0, 100)}.`,
    );
  if (curves.every((curve) => isUnnamed(named[curve])))
    return failed('not-attempted', 'The faults are still to be named.');
  const wrong = curves.filter((curve) => !agree(named[curve], expected[curve]!));
  if (wrong.length === 0) return passed();
  const said = wrong.map((curve) => `${curve}: ${show(named[curve], expected[curve]!)}`);
  const where = 'The names are those of the table above the question.';
  return failed('wrong-fault', `Look again at ${said.join(', ')}. ${where}`, { wrong });
}

function isUnnamed(fault: unknown): boolean {
  return fault === undefined || fault === '' || (Array.isArray(fault) && fault.length === 0);
}

function agree(got: unknown, expected: Faults): boolean {
  if (typeof expected === 'string') return nameOf(got) === expected;
  if (!Array.isArray(got) || got.length !== expected.length) return false;
  const names = got.map(nameOf);
  return expected.every((name) => names.includes(name));
}

function nameOf(fault: unknown): unknown {
  return typeof fault === 'string'
    ? fault
        .trim()
        .toLowerCase()
        .replace(/[\s_\p{Dash}]+/gu, '-')
    : fault;
}

/** What was named, and what it should have been where it is no name, or not as many as asked for. */
function show(got: unknown, expected: Faults): string {
  if (isUnnamed(got)) return 'not named';
  const text = JSON.stringify(got);
  const shown = text.length > 80 ? `${text.slice(0, 80)} …` : text;
  const isName = (fault: unknown) => typeof fault === 'string';
  if (typeof expected === 'string') return isName(got) ? shown : `${shown} (expected one name, as text)`;
  const fits = Array.isArray(got) && got.length === expected.length && got.every(isName);
  return fits ? shown : `${shown} (expected a list of ${expected.length} names)`;
}
