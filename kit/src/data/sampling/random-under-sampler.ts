import { permutation, random } from '../../random';
import type { MatrixLike } from '../matrix';
import type { VectorLike } from '../vector';
import { giveSelected, readSample, rowsOfClass, type Sample, type Selected } from './sample';
import { rowsToKeep, type UnderSampling } from './strategy';

export interface RandomUnderSamplerOptions {
  /** Which classes are cut, and how far. Default `'auto'`: all to the count of the smallest. */
  samplingStrategy?: UnderSampling;
  /** Whether a row may be drawn more than once. Default false. */
  replacement?: boolean;
}

/**
 * Keeps rows of the larger classes at random. As imbalanced-learn's `RandomUnderSampler`.
 *
 * The rows come class by class, in ascending order of labels, those of a cut class in the order drawn. NaN
 * passes. The draws come from `random()`, so `seed` repeats them.
 *
 * For images, resample their numbers and take the rows: see the example.
 *
 * @example
 * const images = { values: new Float32Array(4 * 2 * 2 * 1), shape: [4, 2, 2, 1] };
 * const numbers = [[0], [1], [2], [3]];
 * const { sampleIndices } = new RandomUnderSampler().fitResample(numbers, [0, 0, 0, 1]);
 * takeRows(images, sampleIndices).shape; // [2, 2, 2, 1]
 */
export class RandomUnderSampler {
  readonly options: Required<RandomUnderSamplerOptions>;

  constructor({ samplingStrategy = 'auto', replacement = false }: RandomUnderSamplerOptions = {}) {
    this.options = { samplingStrategy, replacement };
  }

  /**
   * @param x [rows, columns]; neither kept nor changed.
   * @param y one whole-number label a row, or one-hot rows.
   * @returns the rows that are kept and their numbers, in the forms that came in.
   */
  fitResample<X extends MatrixLike, Y extends VectorLike>(x: X, y: Y): Selected<X, Y> {
    const sample = readSample('RandomUnderSampler', x, y, false);
    return giveSelected<X, Y>(sample, randomRows(sample, this.options), y);
  }
}

/** Rows to keep, with the draws of each class from outside: places among the class' `rows`. */
export function randomRows(
  sample: Sample,
  { samplingStrategy, replacement }: Required<RandomUnderSamplerOptions>,
  draw: (label: number, rows: number, count: number) => ArrayLike<number> = (_, rows, count) =>
    replacement ? drawRows(rows, count) : permutation(rows).slice(0, count),
): number[] {
  const keep = rowsToKeep('RandomUnderSampler: samplingStrategy', samplingStrategy, sample.counts);
  return [...sample.counts.keys()].flatMap((label) => {
    const rows = rowsOfClass(sample, label);
    const count = keep.get(label);
    return count === undefined ? [...rows] : Array.from(draw(label, rows.length, count), (at) => rows[at]!);
  });
}

/** Draws places among `rows`, each as likely, with replacement. */
export function drawRows(rows: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, () => Math.floor(random() * rows));
}
