import { checkFinite, fromMatrix, type Matrix, type MatrixLike, type SameForm, toMatrix } from '../matrix';
import type { SameVectorForm, VectorLike } from '../vector';
import { checkPaired, giveLabels, readLabels } from './labels';
import { type Points, takePoints } from './neighbors';

/** Labelled rows, checked and in double precision. */
export interface Sample {
  x: Matrix;
  labels: Float64Array;
  /** Rows of each class, by label, in ascending order of labels. */
  counts: Map<number, number>;
}

/** What over-sampling gives: the rows that came, then new ones, in the forms in which x and y came. */
export interface Resampled<X extends MatrixLike, Y extends VectorLike> {
  /** [rows, columns]; a tensor is the caller's to dispose. */
  x: SameForm<X>;
  /** One label (or one-hot row) a row. */
  y: SameVectorForm<Y>;
}

/** What picking rows gives: the rows, and which they are. */
export interface Selected<X extends MatrixLike, Y extends VectorLike> extends Resampled<X, Y> {
  /** For each row of the result, its number in the x that came. */
  sampleIndices: number[];
}

/** Rows that are not in the data, and their labels. */
export interface NewRows {
  values: Float64Array;
  label: number;
}

/**
 * Reads what a sampler is given.
 *
 * @param finite whether NaN and infinities are refused: no distance to them can be taken.
 * @throws RangeError when rows and labels do not pair up, or there are fewer than two classes.
 */
export function readSample(name: string, x: MatrixLike, y: VectorLike, finite = true): Sample {
  const matrix = toMatrix(`${name}.fitResample: x`, x);
  const labels = readLabels(`${name}.fitResample: y`, y);
  checkPaired(`${name}.fitResample: y`, matrix.rows, labels, y);
  if (finite) checkFinite(`${name}.fitResample: x`, matrix);
  const counts = countLabels(labels);
  if (counts.size > 1) return { x: matrix, labels, counts };
  throw new RangeError(
    `${name}.fitResample: y: expected at least two classes, got only ${labels[0]}; there is nothing to balance`,
  );
}

/** Rows of each class, by label, in ascending order of labels. */
export function countLabels(labels: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const label of labels.slice().sort()) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Numbers of the rows of one class. */
export function rowsOfClass({ labels }: Sample, label: number): Int32Array {
  const rows: number[] = [];
  for (let i = 0; i < labels.length; i++) if (labels[i] === label) rows.push(i);
  return Int32Array.from(rows);
}

/** The rows of one class, as points. */
export function pointsOfClass(sample: Sample, label: number): Points {
  return takePoints(sample.x, rowsOfClass(sample, label));
}

/** Puts new rows after those of a sample. */
export function append(sample: Sample, added: NewRows[]): Sample {
  const { values: old, columns } = sample.x;
  const values = new Float64Array(added.reduce((size, rows) => size + rows.values.length, old.length));
  const labels = new Float64Array(values.length / columns);
  values.set(old);
  labels.set(sample.labels);
  let at = old.length;
  for (const rows of added) {
    values.set(rows.values, at);
    labels.fill(rows.label, at / columns, (at + rows.values.length) / columns);
    at += rows.values.length;
  }
  return { x: { ...sample.x, values, rows: labels.length }, labels, counts: countLabels(labels) };
}

/** Picks rows of a sample, in the order given. */
export function pick(sample: Sample, rows: ArrayLike<number>): Sample {
  const labels = Float64Array.from(rows, (row) => sample.labels[row]!);
  return { x: { ...sample.x, ...takePoints(sample.x, rows) }, labels, counts: countLabels(labels) };
}

/** Gives a sample back in the forms in which x and y came. */
export function give<X extends MatrixLike, Y extends VectorLike>(sample: Sample, y: Y): Resampled<X, Y> {
  return { x: fromMatrix<X>(sample.x), y: giveLabels(sample.labels, y) };
}

/** Picks rows and gives them back in the forms in which x and y came. */
export function giveSelected<X extends MatrixLike, Y extends VectorLike>(
  sample: Sample,
  rows: number[],
  y: Y,
): Selected<X, Y> {
  return { ...give<X, Y>(pick(sample, rows), y), sampleIndices: rows };
}
