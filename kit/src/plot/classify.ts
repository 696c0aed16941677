import type * as tf from '@tensorflow/tfjs';
import { describe, isShapedArray, isTensor, isTypedArray, type ShapedArray } from '../data/form';
import { type Matrix, type MatrixLike, toMatrix } from '../data/matrix';
import { tfjs } from '../data/tfjs';
import { toVector, type VectorLike } from '../data/vector';

/** One number a row, or one for each class. */
export type Prediction = VectorLike | MatrixLike;

/** The most likely class, and from 0 (as likely as by guessing) to 1 how sure. */
export interface Classified {
  label: number;
  sure: number;
}

/**
 * Asks for predictions and reads them; tensors made on the way are freed.
 *
 * @param named how many classes are known of, to tell two classes from more.
 * @returns one a point, null where a prediction is no number; and how many classes there are.
 */
export function classify(
  predict: (points: number[][]) => Prediction,
  points: number[][],
  named: number,
): { predicted: (Classified | null)[]; count: number } {
  const matrix = tidily(() => read(predict(points)));
  if (matrix.rows !== points.length)
    throw new RangeError(`predict: expected one row for each of ${points.length} points, got ${matrix.rows}`);
  if (matrix.columns > 1) return { predicted: perRow(matrix, mostLikely), count: matrix.columns };
  const labels = matrix.values.every(
    (value) => !Number.isFinite(value) || (Number.isInteger(value) && value >= 0),
  );
  if (labels)
    return {
      predicted: perRow(matrix, ([label]) => ({ label: label!, sure: 1 })),
      count: greatest(matrix) + 1,
    };
  checkProbabilities(matrix);
  if (named > 2)
    throw new RangeError(
      `predict: expected a probability for each of ${named} classes [points, ${named}], or whole numbers as classes; got one probability a point`,
    );
  return {
    predicted: perRow(matrix, ([p]) => ({ label: Number(p! >= 0.5), sure: Math.abs(2 * p! - 1) })),
    count: 2,
  };
}

function tidily(work: () => Matrix): Matrix {
  let result: Matrix | undefined;
  tfjs().tidy(() => {
    result = work();
  });
  return result!;
}

function read(prediction: unknown): Matrix {
  if (prediction instanceof Promise)
    throw new TypeError('predict: expected predictions at once, got a promise; a chart shows itself at once');
  if (isTensor(prediction) || isShapedArray(prediction)) return column(prediction);
  const nested = Array.isArray(prediction) && (Array.isArray(prediction[0]) || isTypedArray(prediction[0]));
  if (nested) return toMatrix('predict', prediction as MatrixLike);
  if (!Array.isArray(prediction) && !isTypedArray(prediction))
    throw new TypeError(
      `predict: expected one number or row of numbers a point, got ${describe(prediction)}`,
    );
  return vector(prediction);
}

function column(prediction: tf.Tensor | ShapedArray): Matrix {
  return prediction.shape.length === 1 ? vector(prediction) : toMatrix('predict', prediction);
}

function vector(prediction: VectorLike): Matrix {
  const values = toVector('predict', prediction);
  return { values, rows: values.length, columns: 1, form: 'float64' };
}

function perRow(
  { values, rows, columns }: Matrix,
  read: (row: Float64Array) => Classified,
): (Classified | null)[] {
  return Array.from({ length: rows }, (_, i) => {
    const row = values.subarray(i * columns, (i + 1) * columns);
    return row.every(Number.isFinite) ? read(row) : null;
  });
}

function mostLikely(row: Float64Array): Classified {
  const label = row.indexOf(Math.max(...row));
  const guess = 1 / row.length;
  return { label, sure: Math.min(1, Math.max(0, (row[label]! - guess) / (1 - guess))) };
}

function greatest({ values }: Matrix): number {
  return values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, value) : most), 0);
}

function checkProbabilities({ values }: Matrix): void {
  const bad = values.find((value) => Number.isFinite(value) && (value < 0 || value > 1));
  if (bad === undefined) return;
  throw new RangeError(
    `predict: expected probabilities from 0 to 1, got ${bad}; of logits, take the sigmoid first`,
  );
}
