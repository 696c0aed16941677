import { readFormula } from './formula-language';
import { failed, type Judgement, passed } from './judgement';
import { parse } from './mathjs';

/** Where a formula is checked: each point gives every variable a value. */
export interface FormulaCheck {
  points: Record<string, number>[];
  /** The derivative by this variable must agree too. */
  derivativeBy: string;
  /** Default 1e-6, absolute or relative to the reference where that is larger than 1. */
  tolerance?: number;
}

interface Evaluable {
  evaluate(point: Record<string, number>): unknown;
}

const STEP = 1e-4;
/** Far above what rounding makes of it: some 1e-16 over STEP. */
const SLOPE_TOLERANCE = 1e-6;

/** Longest formula that is read. */
const MOST_CHARACTERS = 500;

/**
 * Checks a formula against a reference at points, and its derivative as well: two formulas that agree
 * at a few points by chance do not agree in slope.
 */
export function toEqualFormula(received: unknown, reference: string, check: FormulaCheck): Judgement {
  if (typeof received !== 'string') return failed('wrong-type', 'Expected the formula as text.');
  if (/^\s*TODO/.test(received) || received.trim() === '')
    return failed('not-attempted', 'The formula is still to be written.');
  if (received.length > MOST_CHARACTERS)
    return failed('wrong-type', `Expected a formula of at most ${MOST_CHARACTERS} characters.`);
  try {
    return compare(received, reference, check);
  } catch (error) {
    return failed(
      'syntax-error',
      `The formula "${received}" cannot be computed: ${(error as Error).message}.`,
    );
  }
}

function compare(
  received: string,
  reference: string,
  { points, derivativeBy, tolerance = 1e-6 }: FormulaCheck,
): Judgement {
  const formula = readFormula(received, Object.keys(points[0]!));
  const right = parse(reference).compile();
  const value = disagreement(formula, right, points, tolerance);
  if (value)
    return failed(
      'wrong-formula',
      `At ${value.at} the formula gives ${value.got}, expected ${value.expected}.`,
    );
  const [rise, rightRise] = [steepness(formula, derivativeBy), steepness(right, derivativeBy)];
  const slope = disagreement(rise, rightRise, points, SLOPE_TOLERANCE);
  if (slope)
    return failed(
      'wrong-formula',
      `At ${slope.at} its slope by ${derivativeBy} is ${slope.got}, expected ${slope.expected}.`,
    );
  return passed();
}

/**
 * Slope by central difference: it needs no symbolic rule, so `max` or `abs` in an answer are fine. It errs by STEP² times
 * a third derivative, which is large where a curve is steep: the reference's slope is taken in the same way.
 */
function steepness(formula: Evaluable, variable: string): Evaluable {
  return {
    evaluate: (point) => {
      const at = (step: number) =>
        formula.evaluate({ ...point, [variable]: point[variable]! + step }) as number;
      return (at(STEP) - at(-STEP)) / (2 * STEP);
    },
  };
}

function disagreement(mine: Evaluable, theirs: Evaluable, points: FormulaCheck['points'], tolerance: number) {
  for (const point of points) {
    const got: unknown = mine.evaluate({ ...point });
    const expected = Number(theirs.evaluate({ ...point }));
    const scale = Math.max(1, Math.abs(expected));
    if (typeof got !== 'number' || !(Math.abs(got - expected) <= tolerance * scale))
      return {
        at: Object.entries(point)
          .map(([name, at]) => `${name} = ${at}`)
          .join(', '),
        got: typeof got === 'number' ? String(Number(got.toPrecision(8))) : String(got),
        expected: expected.toPrecision(6),
      };
  }
  return undefined;
}
