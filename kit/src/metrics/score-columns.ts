import type { ShapedArray } from '../data/form';
import { describe, isShapedArray, isTensor } from '../data/form';
import { checkFinite, type Matrix, type MatrixLike, toMatrix } from '../data/matrix';
import { toLabels, type VectorLike } from '../data/vector';
import { checkAlike, readFinite } from './targets';

/** A score a sample, or one for each class in columns. */
export type ScoresLike = VectorLike | MatrixLike;

/** Reads labels and a score for each sample and class; a single column is of the positive class. */
export function readScoreColumns(
  name: string,
  yTrue: VectorLike,
  yScore: ScoresLike,
): { labels: Float64Array; scores: Matrix } {
  const labels = toLabels(`${name}: yTrue`, yTrue);
  const scores = readColumns(`${name}: yScore`, yScore);
  checkAlike(name, 'yScore', scores.rows, labels.length);
  return { labels, scores };
}

/** The scores of one class. */
export function columnOf({ values, rows, columns }: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]!);
}

/**
 * Refuses two columns for two classes: which one is meant is the caller's to say.
 *
 * @throws RangeError when there is more than one column.
 */
export function checkOneColumn(name: string, yScore: ScoresLike, { columns }: Matrix): void {
  if (columns === 1) return;
  throw new RangeError(
    `${name}: yScore: expected one score a sample for two classes, got ${describe(yScore)}; pass the column of the positive class`,
  );
}

function readColumns(name: string, yScore: ScoresLike): Matrix {
  if (isWide(yScore)) {
    const scores = toMatrix(name, yScore);
    checkFinite(name, scores);
    return scores;
  }
  const values = readFinite(name, yScore as VectorLike);
  return { values, rows: values.length, columns: 1, form: 'nested' };
}

function isWide(yScore: ScoresLike): yScore is MatrixLike {
  if (isTensor(yScore) || isShapedArray(yScore)) return (yScore as ShapedArray).shape.length === 2;
  const first: unknown = (yScore as ArrayLike<unknown> | undefined)?.[0];
  return Array.isArray(first) || ArrayBuffer.isView(first);
}
