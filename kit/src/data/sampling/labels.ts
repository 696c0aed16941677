import type * as tf from '@tensorflow/tfjs';
import { describe, isShapedArray, isTensor, isTypedArray } from '../form';
import { fromMatrix, type Matrix, type MatrixLike, toMatrix } from '../matrix';
import { fromVector, type SameVectorForm, toLabels, type VectorLike } from '../vector';

/**
 * Reads the class of each row: whole numbers of shape [n] or [n, 1], or one-hot rows [n, classes], of which
 * the class is the column of the 1.
 *
 * @throws RangeError when a label is not a whole number, or a row not one-hot.
 */
export function readLabels(name: string, y: VectorLike): Float64Array {
  return isOneHot(y) ? columnsOfOnes(name, toMatrix(name, y)) : toLabels(name, y);
}

/** Gives labels back in the form in which `like` came; one-hot rows keep all their columns. */
export function giveLabels<Y extends VectorLike>(labels: Float64Array, like: Y): SameVectorForm<Y> {
  if (!isOneHot(like)) return fromVector(labels, like);
  const given = toMatrix('y', like);
  return oneHot({ ...given, rows: labels.length }, labels, like) as SameVectorForm<Y>;
}

function isOneHot(y: VectorLike): y is VectorLike & MatrixLike {
  if (isTensor(y) || isShapedArray(y)) return y.shape.length === 2 && y.shape[1] !== 1;
  const row: unknown = y?.[0];
  return (Array.isArray(row) || isTypedArray(row)) && row.length !== 1;
}

function columnsOfOnes(name: string, { values, rows, columns }: Matrix): Float64Array {
  const labels = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns);
    labels[i] = row.indexOf(1);
    if (labels[i]! < 0 || row.some((value, c) => value !== 0 && c !== labels[i]))
      throw notOneHot(name, row, i);
  }
  return labels;
}

function notOneHot(name: string, row: Float64Array, i: number): RangeError {
  return new RangeError(
    `${name}: expected one label a row, or one-hot rows (a single 1, else 0); got [${row}] in row ${i}`,
  );
}

function oneHot(matrix: Matrix, labels: Float64Array, like: MatrixLike) {
  const values = new Float64Array(matrix.rows * matrix.columns);
  labels.forEach((label, i) => {
    values[i * matrix.columns + label] = 1;
  });
  const given = fromMatrix({ ...matrix, values });
  return isTensor(like) && isTensor(given) ? sameType(given, like) : given;
}

function sameType(given: tf.Tensor, like: tf.Tensor): tf.Tensor {
  const cast = given.cast(like.dtype);
  given.dispose();
  return cast;
}

/** Refuses rows and labels that do not pair up. */
export function checkPaired(name: string, rows: number, labels: Float64Array, y: VectorLike): void {
  if (rows === labels.length) return;
  throw new RangeError(`${name}: expected one label for each of the ${rows} rows of x, got ${describe(y)}`);
}
