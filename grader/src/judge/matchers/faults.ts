import { failed, type Judgement, passed } from './judgement';

/** Compares the faults a student named, by curve, with the right ones. */
export function toNameFaults(received: unknown, expected: Record<string, string>): Judgement {
  if (typeof received !== 'object' || received === null)
    return failed('wrong-type', 'Expected an object with one fault for each curve.');
  const named = received as Record<string, unknown>;
  const unnamed = Object.keys(expected).every((curve) => named[curve] === undefined || named[curve] === '');
  if (unnamed) return failed('not-attempted', 'The faults are still to be named.');
  const wrong = Object.keys(expected).filter((curve) => named[curve] !== expected[curve]);
  if (wrong.length === 0) return passed();
  const said = wrong.map((curve) => `${curve}: ${JSON.stringify(named[curve])?.slice(0, 40) ?? 'not named'}`);
  return failed('wrong-fault', `Look again at ${said.join(', ')}.`, { wrong });
}
