import type * as tf from '@tensorflow/tfjs';
import {
  describe,
  isShapedArray,
  isTensor,
  isTypedArray,
  type ShapedArray,
  tensorValues,
} from '../data/form';

/** Numbers of any shape: only their values are looked at. */
export type NumbersLike = ArrayLike<number> | readonly NumbersLike[] | ShapedArray | tf.Tensor;

/**
 * Every value, whatever the shape.
 *
 * @param name to begin an error.
 * @throws TypeError when there is something else than numbers; RangeError when there is none.
 */
export function flatValues(name: string, x: NumbersLike): ArrayLike<number> {
  const values = read(name, x);
  if (values.length === 0) throw new RangeError(`${name}: expected at least one value, got none`);
  return values;
}

function read(name: string, x: unknown): ArrayLike<number> {
  if (isTensor(x)) return tensorValues(name, x);
  if (isTypedArray(x)) return x;
  if (isShapedArray(x)) return x.values;
  const values: number[] = [];
  collect(name, x, values);
  return values;
}

function collect(name: string, x: unknown, into: number[]): void {
  if (typeof x === 'number') into.push(x);
  else if (Array.isArray(x) || isTypedArray(x)) for (let i = 0; i < x.length; i++) collect(name, x[i], into);
  else throw new TypeError(`${name}: expected numbers, got ${describe(x)}`);
}
