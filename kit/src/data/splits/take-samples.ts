import type * as tf from '@tensorflow/tfjs';
import {
  checkShape,
  describe,
  isShapedArray,
  isTensor,
  isTypedArray,
  type ShapedArray,
  type TypedArray,
} from '../form';
import { tfjs } from '../tfjs';

/** Anything with samples along its first axis: an array of anything, a typed array, values with a shape, a tensor. */
export type Samples = readonly unknown[] | TypedArray | ShapedArray | tf.Tensor;

/** The type in which part of the samples leaves, by the type that came in. */
export type PartOf<X> = X extends readonly (infer T)[]
  ? T[]
  : X extends { values: infer V; shape: number[] }
    ? { values: V; shape: number[] }
    : X;

/**
 * Counts the samples.
 *
 * @param name what the caller calls it, to begin an error.
 * @throws TypeError when it has no first axis; RangeError when it is empty or its shape holds another number of values.
 */
export function sampleCount(name: string, x: Samples): number {
  if (isShapedArray(x)) checkShape(name, x);
  const n =
    isTensor(x) || isShapedArray(x) ? x.shape[0] : Array.isArray(x) || isTypedArray(x) ? x.length : undefined;
  if (n === undefined)
    throw new TypeError(
      `${name}: expected an array, values with a shape, or a tensor of samples; got ${describe(x)}`,
    );
  if (n === 0) throw new RangeError(`${name}: expected at least one sample, got ${describe(x)}`);
  return n;
}

/**
 * Picks samples of the first axis, in the order given; every other axis is kept whole.
 *
 * @param x samples in any form; not changed.
 * @param rows which samples, each 0 to n - 1; repeats are allowed.
 * @returns the samples in the form of `x`; a tensor is the caller's to dispose.
 * @throws RangeError when a row is not there.
 * @example
 * takeSamples(['a', 'b', 'c'], [2, 0]); // ['c', 'a']
 */
export function takeSamples<X extends Samples>(x: X, rows: readonly number[]): PartOf<X> {
  const n = sampleCount('takeSamples: x', x);
  const bad = rows.find((row) => !Number.isInteger(row) || row < 0 || row >= n);
  if (bad !== undefined)
    throw new RangeError(`takeSamples: rows: expected whole numbers from 0 to ${n - 1}, got ${bad}`);
  return take(x, rows) as PartOf<X>;
}

function take(x: Samples, rows: readonly number[]): Samples {
  if (isTensor(x)) return takeTensor(x, rows);
  if (isTypedArray(x)) return gather(x, rows, 1);
  if (!isShapedArray(x)) return rows.map((row) => x[row]);
  const size = x.values.length / x.shape[0]!;
  return { values: gather(x.values, rows, size), shape: [rows.length, ...x.shape.slice(1)] };
}

function takeTensor(x: tf.Tensor, rows: readonly number[]): tf.Tensor {
  const { gather, tensor1d, tidy } = tfjs();
  return tidy(() => gather(x, tensor1d([...rows], 'int32')));
}

function gather<T extends TypedArray>(from: T, rows: readonly number[], size: number): T {
  const Kind = from.constructor as new (length: number) => T;
  const taken = new Kind(rows.length * size);
  rows.forEach((row, i) => {
    taken.set(from.subarray(row * size, (row + 1) * size), i * size);
  });
  return taken;
}
