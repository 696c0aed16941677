import type * as tf from '@tensorflow/tfjs';
import {
  checkShape,
  describe,
  isShapedArray,
  isTensor,
  isTypedArray,
  type ShapedArray,
  type TypedArray,
  tensorValues,
} from './form';
import { tfjs } from './tfjs';

/**
 * What may be passed where one number a sample is wanted (labels, scores, weights): a plain or typed
 * array, a column `[[0], [1]]`, values with a shape [n] or [n, 1], or a tensor of shape [n] or [n, 1].
 */
export type VectorLike = ArrayLike<number> | readonly ArrayLike<number>[] | ShapedArray | tf.Tensor;

/** The type in which a result leaves, by the type that came in. */
export type SameVectorForm<Y> = Y extends tf.Tensor
  ? tf.Tensor
  : Y extends { values: infer V; shape: number[] }
    ? { values: V; shape: number[] }
    : Y extends TypedArray
      ? Y
      : Y extends readonly ArrayLike<number>[]
        ? number[][]
        : number[];

/**
 * Copies what a student passed into double precision; the input is neither kept nor changed.
 *
 * @param name what the caller calls it, to begin an error: `accuracy: yTrue`.
 * @param y one number a sample, at least one.
 * @throws RangeError when it is empty or has another shape than [n] or [n, 1]; TypeError when it is not numbers.
 */
export function toVector(name: string, y: VectorLike): Float64Array {
  const values = read(name, y);
  if (values.length === 0) throw new RangeError(`${name}: expected at least one value, got none`);
  return values;
}

/**
 * As `toVector`, for class labels.
 *
 * @throws RangeError also when a label is not a whole number (NaN is not).
 */
export function toLabels(name: string, y: VectorLike): Float64Array {
  const labels = toVector(name, y);
  const at = labels.findIndex((label) => !Number.isSafeInteger(label));
  if (at < 0) return labels;
  throw new RangeError(
    `${name}: expected whole numbers as labels, got ${labels[at]} at ${at}; for probabilities, threshold them or take the argmax first`,
  );
}

/**
 * Gives values back in the form in which `like` came: the same kind of array, column or tensor (which the
 * caller owns), and the same dtype.
 */
export function fromVector<Y extends VectorLike>(values: Float64Array, like: Y): SameVectorForm<Y> {
  return inForm(values, like) as SameVectorForm<Y>;
}

function read(name: string, y: VectorLike): Float64Array {
  if (isTensor(y)) {
    checkColumn(name, y.shape, y);
    return Float64Array.from(tensorValues(name, y));
  }
  if (isShapedArray(y)) {
    checkShape(name, y);
    checkColumn(name, y.shape, y);
    return Float64Array.from(y.values);
  }
  if (isTypedArray(y)) return Float64Array.from(y);
  if (Array.isArray(y)) return Float64Array.from(y, (value, i) => number(name, y, value, i));
  throw new TypeError(expected(name, y));
}

function number(name: string, y: unknown, value: unknown, i: number): number {
  const cell = Array.isArray(value) || isTypedArray(value) ? column(name, y, value) : value;
  if (typeof cell === 'number') return cell;
  throw new TypeError(`${name}: expected numbers, got ${describe(cell)} at ${i}`);
}

function column(name: string, y: unknown, row: ArrayLike<unknown>): unknown {
  if (row.length === 1) return row[0];
  throw new RangeError(expected(name, y));
}

function checkColumn(name: string, shape: number[], y: unknown): void {
  if (shape.length === 1 || (shape.length === 2 && shape[1] === 1)) return;
  throw new RangeError(expected(name, y));
}

function expected(name: string, y: unknown): string {
  return `${name}: expected one number a sample, of shape [n] or [n, 1]; got ${describe(y)} (of one-hot rows, take the argmax first)`;
}

function inForm(values: Float64Array, like: VectorLike): VectorLike {
  const n = values.length;
  if (isTensor(like))
    return tfjs().tensor(Float32Array.from(values), like.rank === 2 ? [n, 1] : [n], like.dtype);
  if (isShapedArray(like))
    return { values: sameKind(values, like.values), shape: like.shape.length === 2 ? [n, 1] : [n] };
  if (isTypedArray(like)) return sameKind(values, like);
  const isColumn = Array.isArray(like) && typeof like[0] !== 'number';
  return isColumn ? Array.from(values, (value) => [value]) : Array.from(values);
}

function sameKind<T extends TypedArray>(values: Float64Array, like: T): T {
  const Kind = like.constructor as new (from: Float64Array) => T;
  return new Kind(values);
}
