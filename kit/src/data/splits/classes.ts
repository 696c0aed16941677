import type * as tf from '@tensorflow/tfjs';
import { describe, isShapedArray, isTensor, isTypedArray, type ShapedArray } from '../form';
import { toVector } from '../vector';

/** A class or a group for each sample: whole numbers in any form, or names. */
export type ClassesLike =
  | ArrayLike<number>
  | readonly string[]
  | readonly ArrayLike<number>[]
  | ShapedArray
  | tf.Tensor;

/** Classes sorted (names by code unit), and for each sample the place of its class among them. */
export interface Encoded {
  classes: (number | string)[];
  codes: Int32Array;
}

/**
 * Numbers the classes, as NumPy's `unique(y, return_inverse=True)`.
 *
 * @param name what the caller calls it, to begin an error.
 * @throws RangeError when it is empty or not one a sample, or a number among them is not whole.
 */
export function encode(name: string, y: ClassesLike): Encoded {
  const values = read(name, y);
  const classes = [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
  const code = new Map(classes.map((value, i) => [value, i]));
  return { classes, codes: Int32Array.from(values, (value) => code.get(value)!) };
}

/** Samples of each class. */
export function classCounts({ classes, codes }: Encoded): number[] {
  const counts = new Array<number>(classes.length).fill(0);
  for (const code of codes) counts[code]!++;
  return counts;
}

function read(name: string, y: ClassesLike): (number | string)[] {
  if (Array.isArray(y) && typeof y[0] === 'string') return names(name, y);
  const values = Array.from(toVector(name, y as ArrayLike<number>));
  const at = values.findIndex((value) => !Number.isSafeInteger(value));
  if (at < 0) return values;
  const hint = 'for a continuous target, bin it first';
  throw new RangeError(`${name}: expected whole numbers or names, got ${values[at]} at ${at}; ${hint}`);
}

function names(name: string, y: readonly unknown[]): string[] {
  const at = y.findIndex((value) => typeof value !== 'string');
  if (at < 0) return y as string[];
  throw new TypeError(`${name}: expected names alone or numbers alone, got ${describe(y[at])} at ${at}`);
}

/** Whether `y` holds one whole number or name a sample, so that it tells classes. */
export function areClasses(y: unknown): y is ClassesLike {
  if (!isTensor(y) && !isShapedArray(y) && !isTypedArray(y) && !Array.isArray(y)) return false;
  try {
    encode('y', y as ClassesLike);
    return true;
  } catch {
    return false;
  }
}
