import { describe, isShapedArray, isTensor, isTypedArray } from '../data/form';

/** One thing to draw, or several by the names that the legend shows. */
export type OneOrNamed<T> = T | Record<string, T>;

/** Whether it is numbers in a form that the kit takes: a tensor, an array, values with a shape. */
function isNumbers(x: unknown): boolean {
  return isTensor(x) || isTypedArray(x) || isShapedArray(x) || Array.isArray(x);
}

/**
 * Several by their names; one alone gets the name given.
 *
 * @param argument what the caller calls it, to begin an error.
 * @throws TypeError when it is neither numbers nor an object of such; RangeError when it holds none.
 */
export function byName<T>(argument: string, given: OneOrNamed<T>, alone: string): [string, T][] {
  if (isNumbers(given)) return [[alone, given as T]];
  if (typeof given !== 'object' || given === null)
    throw new TypeError(`${argument}: expected numbers, or several by name, got ${describe(given)}`);
  const named = Object.entries(given as Record<string, T>);
  if (named.length === 0) throw new RangeError(`${argument}: expected at least one, got an empty object`);
  for (const [name, one] of named)
    if (!isNumbers(one)) throw new TypeError(`${argument}.${name}: expected numbers, got ${describe(one)}`);
  return named;
}
