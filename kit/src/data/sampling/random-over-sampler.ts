import { normal } from '../../random';
import type { MatrixLike } from '../matrix';
import type { VectorLike } from '../vector';
import { type Points, takePoints } from './neighbors';
import { nonNegative, show } from './options';
import { drawRows } from './random-under-sampler';
import { append, give, readSample, rowsOfClass, type Sample, type Selected } from './sample';
import { type OverSampling, rowsToAdd } from './strategy';

export interface RandomOverSamplerOptions {
  /** Which classes grow, and how far. Default `'auto'`: all to the count of the largest. */
  samplingStrategy?: OverSampling;
  /**
   * Smooths: normal noise is added to each drawn row, of this factor times the bandwidth of Silverman's rule
   * times the class' standard deviation of the column (ROSE; Menardi and Torelli, 2014). One factor, or one
   * a class. Default null: exact copies.
   */
  shrinkage?: number | Record<number, number> | null;
}

/** What chance decides of the new rows of one class. */
interface CopyDraws {
  /** Which row of the class, by its place among them. */
  rows: ArrayLike<number>;
  /** Standard normal numbers, [count, columns], where there is noise. */
  normals: ArrayLike<number>;
}

/** Draws rows of a class and noise for them. */
export type DrawCopies = (label: number, rows: number, count: number, normals: number) => CopyDraws;

/**
 * Repeats rows of the smaller classes at random, with replacement. As imbalanced-learn's `RandomOverSampler`.
 *
 * NaN passes, unless `shrinkage` is given. The draws come from `random()`, so `seed` repeats them.
 *
 * @example
 * const { x, y, sampleIndices } = new RandomOverSampler().fitResample([[0], [1], [7]], [0, 0, 1]);
 * // x [[0], [1], [7], [7]], y [0, 0, 1, 1], sampleIndices [0, 1, 2, 2]
 */
export class RandomOverSampler {
  readonly options: Required<RandomOverSamplerOptions>;

  constructor({ samplingStrategy = 'auto', shrinkage = null }: RandomOverSamplerOptions = {}) {
    const factors = typeof shrinkage === 'object' ? Object.values(shrinkage ?? {}) : [shrinkage];
    for (const factor of factors) nonNegative('RandomOverSampler: shrinkage', factor);
    this.options = { samplingStrategy, shrinkage };
  }

  /**
   * @param x [rows, columns]; neither kept nor changed.
   * @param y one whole-number label a row, or one-hot rows.
   * @returns the rows that came, then the new ones class by class, in the forms that came in, and of each the
   * number of the row it repeats.
   */
  fitResample<X extends MatrixLike, Y extends VectorLike>(x: X, y: Y): Selected<X, Y> {
    const sample = readSample('RandomOverSampler', x, y, this.options.shrinkage !== null);
    const { grown, sampleIndices } = repeatRows(sample, this.options);
    return { ...give<X, Y>(grown, y), sampleIndices };
  }
}

/** Random over-sampling with the draws of each class from outside. */
export function repeatRows(
  sample: Sample,
  { samplingStrategy, shrinkage }: Required<RandomOverSamplerOptions>,
  draw: DrawCopies = drawCopies,
): { grown: Sample; sampleIndices: number[] } {
  const grow = rowsToAdd('RandomOverSampler: samplingStrategy', samplingStrategy, sample.counts);
  const sampleIndices = Array.from(sample.labels.keys());
  const added = [...grow].map(([label, count]) => {
    const rows = rowsOfClass(sample, label);
    const noise = shrinkage === null ? undefined : bandwidths(sample, rows, factorOf(shrinkage, label));
    const draws = draw(label, rows.length, count, noise ? count * sample.x.columns : 0);
    const from = Array.from(draws.rows, (at) => rows[at]!);
    sampleIndices.push(...from);
    const { values } = takePoints(sample.x, from);
    return { label, values: noise ? addNoise(values, draws.normals, noise) : values };
  });
  return { grown: append(sample, added), sampleIndices };
}

/** Draws from the seeded stream. */
function drawCopies(_label: number, rows: number, count: number, normals: number): CopyDraws {
  return {
    rows: drawRows(rows, count),
    normals: Float64Array.from({ length: normals }, () => normal()),
  };
}

/** Adds noise in place, of one standard deviation a column. */
export function addNoise(
  values: Float64Array,
  normals: ArrayLike<number>,
  deviations: ArrayLike<number>,
): Float64Array {
  for (let at = 0; at < values.length; at++)
    values[at]! += normals[at]! * deviations[at % deviations.length]!;
  return values;
}

function factorOf(shrinkage: number | Record<number, number>, label: number): number {
  const factor = typeof shrinkage === 'number' ? shrinkage : shrinkage[label];
  if (factor !== undefined) return factor;
  throw new RangeError(
    `RandomOverSampler: shrinkage: expected a factor for class ${label}, which is to grow, got ${show(shrinkage)}`,
  );
}

/** Silverman's rule, for the rows of one class among all. */
function bandwidths(sample: Sample, rows: Int32Array, factor: number): Float64Array {
  const { rows: n, columns } = sample.x;
  const rule = (4 / ((columns + 2) * n)) ** (1 / (columns + 4));
  return deviations(takePoints(sample.x, rows)).map((deviation) => factor * rule * deviation);
}

/** Population standard deviation of each column. */
function deviations({ values, rows, columns }: Points): Float64Array {
  const means = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let at = 0; at < values.length; at++) means[at % columns]! += values[at]! / rows;
  for (let at = 0; at < values.length; at++) {
    squares[at % columns]! += (values[at]! - means[at % columns]!) ** 2 / rows;
  }
  return squares.map(Math.sqrt);
}
