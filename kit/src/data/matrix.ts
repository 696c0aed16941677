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
import { tfjs } from './tfjs';

/**
 * What may be passed where rows of features are wanted: nested arrays `[[1, 2], [3, 4]]` (rows may be
 * typed arrays), values with a shape `{ values, shape: [rows, columns] }`, or a tensor of rank 2.
 */
export type MatrixLike = readonly ArrayLike<number>[] | ShapedArray | tf.Tensor;

/** How a matrix came in, so that the result can leave the same way. */
export type MatrixForm = 'nested' | 'float32' | 'float64' | 'tensor';

/** Rows of features in double precision, row-major: value (i, j) is at `i * columns + j`. */
export interface Matrix {
  values: Float64Array;
  rows: number;
  columns: number;
  form: MatrixForm;
}

/** The type in which a result leaves, by the type that came in. */
export type SameForm<X> = X extends tf.Tensor
  ? tf.Tensor2D
  : X extends { values: infer V; shape: number[] }
    ? { values: V; shape: number[] }
    : number[][];

/**
 * Copies what a student passed into double precision; the input is neither kept nor changed.
 *
 * @param name what the caller calls it, to begin an error: `StandardScaler.fit: x`.
 * @param x [rows, columns], at least one of each. NaN and infinities pass (see `checkFinite`).
 * @throws RangeError when it is not two-dimensional, empty or ragged; TypeError when it is not numbers.
 */
export function toMatrix(name: string, x: MatrixLike): Matrix {
  if (isTensor(x)) return shaped(name, x.shape, x, () => Float64Array.from(tensorValues(name, x)), 'tensor');
  if (isShapedArray(x)) {
    checkShape(name, x);
    const form = x.values instanceof Float64Array ? 'float64' : 'float32';
    return shaped(name, x.shape, x, () => new Float64Array(x.values), form);
  }
  if (Array.isArray(x)) return nested(name, x);
  throw isTypedArray(x) ? notTwoDimensional(name, x) : new TypeError(expected(name, x));
}

/**
 * Gives a matrix back in the form it came in. Nested arrays and `Float64Array` keep double precision;
 * a tensor (which the caller owns) and a `Float32Array` are rounded to single.
 */
export function fromMatrix<X extends MatrixLike>(matrix: Matrix): SameForm<X> {
  return inForm(matrix) as SameForm<X>;
}

/**
 * Refuses values that no distance or mean can be taken of.
 *
 * @param nanAllowed whether NaN passes, as a missing value. Infinities never do.
 * @throws RangeError that names the place.
 */
export function checkFinite(name: string, { values, columns }: Matrix, nanAllowed = false): void {
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (Number.isFinite(value) || (nanAllowed && Number.isNaN(value))) continue;
    const place = `row ${Math.floor(at / columns)}, column ${at % columns}`;
    const wanted = nanAllowed ? 'finite numbers or NaN' : 'finite numbers';
    throw new RangeError(
      `${name}: expected ${wanted}, got ${value} in ${place}; drop or fill that row first`,
    );
  }
}

function shaped(
  name: string,
  shape: number[],
  x: unknown,
  read: () => Float64Array,
  form: MatrixForm,
): Matrix {
  if (shape.length !== 2) throw notTwoDimensional(name, x);
  const [rows, columns] = shape as [number, number];
  if (rows === 0 || columns === 0) throw empty(name, x);
  return { values: read(), rows, columns, form };
}

function nested(name: string, x: readonly ArrayLike<number>[]): Matrix {
  if (x.length === 0) throw empty(name, x);
  const columns = width(name, x, x[0]);
  if (columns === 0) throw empty(name, x);
  const values = new Float64Array(x.length * columns);
  for (let i = 0; i < x.length; i++) copyRow(name, x, i, columns, values);
  return { values, rows: x.length, columns, form: 'nested' };
}

function width(name: string, x: readonly unknown[], row: unknown): number {
  if (!Array.isArray(row) && !isTypedArray(row)) throw notTwoDimensional(name, x);
  if (Array.isArray(row[0]) || isTypedArray(row[0])) throw notTwoDimensional(name, x);
  return row.length;
}

function copyRow(
  name: string,
  x: readonly unknown[],
  i: number,
  columns: number,
  values: Float64Array,
): void {
  const row = x[i] as ArrayLike<number>;
  if (width(name, x, row) !== columns)
    throw new RangeError(`${name}: expected ${columns} values in every row, got ${row.length} in row ${i}`);
  for (let j = 0; j < columns; j++) {
    const value = row[j];
    if (typeof value !== 'number')
      throw new TypeError(`${name}: expected numbers, got ${describe(value)} in row ${i}, column ${j}`);
    values[i * columns + j] = value;
  }
}

function inForm({ values, rows, columns, form }: Matrix): tf.Tensor2D | ShapedArray | number[][] {
  if (form === 'tensor') return tfjs().tensor2d(Float32Array.from(values), [rows, columns], 'float32');
  if (form === 'float32') return { values: new Float32Array(values), shape: [rows, columns] };
  if (form === 'float64') return { values, shape: [rows, columns] };
  return Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns)));
}

function expected(name: string, x: unknown): string {
  return `${name}: expected rows of features [rows, columns] as nested arrays, values with a shape, or a tensor; got ${describe(x)}`;
}

function notTwoDimensional(name: string, x: unknown): RangeError {
  return new RangeError(
    `${expected(name, x)}. Reshape it: one feature as [rows, 1]; images as [images, height * width * channels] for a value per pixel, or [images * height * width, channels] for one per channel`,
  );
}

function empty(name: string, x: unknown): RangeError {
  return new RangeError(`${name}: expected at least one row and one column, got ${describe(x)}`);
}
