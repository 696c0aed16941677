import type * as tf from '@tensorflow/tfjs';
import {
  checkShape,
  describe,
  isShapedArray,
  isTensor,
  isTypedArray,
  type ShapedArray,
  tensorValues,
} from './form';
import type { MatrixForm } from './matrix';
import { tfjs } from './tfjs';

/** Nested arrays of numbers, of any depth; the innermost may be typed arrays. */
export type Nested = ArrayLike<number> | readonly Nested[];

/** Values of any rank in double precision, row-major, and how they came in. */
export interface Shaped {
  values: Float64Array;
  shape: number[];
  form: MatrixForm;
}

/**
 * Copies nested arrays, values with a shape, or a tensor, of any rank, into double precision.
 *
 * @param name what the caller calls it, to begin an error.
 * @throws RangeError when it is ragged; TypeError when it is not numbers.
 */
export function toShaped(name: string, x: Nested | ShapedArray | tf.Tensor): Shaped {
  if (isTensor(x))
    return { values: Float64Array.from(tensorValues(name, x)), shape: [...x.shape], form: 'tensor' };
  if (isShapedArray(x)) {
    checkShape(name, x);
    const form = x.values instanceof Float64Array ? 'float64' : 'float32';
    return { values: Float64Array.from(x.values), shape: [...x.shape], form };
  }
  if (!Array.isArray(x) && !isTypedArray(x))
    throw new TypeError(
      `${name}: expected nested arrays, values with a shape, or a tensor; got ${describe(x)}`,
    );
  const shape = sides(x);
  const values: number[] = [];
  flatten(name, x, shape, values);
  return { values: Float64Array.from(values), shape, form: 'nested' };
}

/** Gives values back in the form they came in; a tensor is the caller's to dispose. */
export function fromShaped({ values, shape, form }: Shaped): Nested | ShapedArray | tf.Tensor {
  if (form === 'tensor') return tfjs().tensor(Float32Array.from(values), shape, 'float32');
  if (form === 'float32') return { values: new Float32Array(values), shape };
  return form === 'float64' ? { values, shape } : nest(values, shape);
}

function sides(x: unknown): number[] {
  return Array.isArray(x) || isTypedArray(x) ? [x.length, ...sides(x[0])] : [];
}

function flatten(name: string, x: unknown, [side, ...inner]: number[], into: number[]): void {
  if (side === undefined) {
    if (typeof x !== 'number') throw new TypeError(`${name}: expected numbers, got ${describe(x)}`);
    into.push(x);
    return;
  }
  if ((!Array.isArray(x) && !isTypedArray(x)) || x.length !== side)
    throw new RangeError(`${name}: expected arrays of ${side} alike, got ${describe(x)} among them`);
  for (const part of x) flatten(name, part, inner, into);
}

function nest(values: Float64Array, [side = 0, ...inner]: number[]): Nested {
  const size = values.length / side;
  if (inner.length === 0) return Array.from(values);
  return Array.from({ length: side }, (_, i) => nest(values.subarray(i * size, (i + 1) * size), inner));
}
