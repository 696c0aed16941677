import { normal } from '../../random';
import type { MatrixLike } from '../matrix';
import type { VectorLike } from '../vector';
import { nonNegative, show, wholeNumber } from './options';
import { addNoise } from './random-over-sampler';
import { drawRows } from './random-under-sampler';
import { give, pick, readSample, rowsOfClass, type Sample, type Selected } from './sample';
import { type OverSampling, rowsToAdd } from './strategy';

export interface GaussianNoiseOptions {
  /** Standard deviation of the noise, in units of x: one number, or one a column. Default 0.1. */
  stddev?: number | readonly number[];
  /** Which classes grow, and how far. Default `'auto'`: all to the count of the largest. */
  samplingStrategy?: OverSampling;
  /** Instead of a strategy: how often every row is repeated, which leaves the balance as it is. */
  copies?: number;
}

/** What chance decides. */
export interface NoiseDraws {
  /** Places of rows among the `rows` of a class. */
  rows(label: number, rows: number, count: number): ArrayLike<number>;
  /** Standard normal numbers, row-major. */
  normals(count: number): ArrayLike<number>;
}

/**
 * Adds noisy copies of rows: a row drawn from its class, plus normal noise in each column. What Keras' layer
 * `GaussianNoise` does to a batch, made to balance classes (or, with `copies`, to enlarge the data); the
 * smoothed bootstrap of imbalanced-learn's `RandomOverSampler`, with the deviations from outside.
 *
 * Scale the columns first, or give each its own deviation. The draws come from `random()`, so `seed` repeats
 * them.
 *
 * @throws TypeError when both `copies` and `samplingStrategy` are given.
 * @throws RangeError when there is not one deviation, nor one a column.
 * @example
 * const { x, y, sampleIndices } = new GaussianNoise({ stddev: 0.05 }).fitResample([[0], [1], [7]], [0, 0, 1]);
 * // y [0, 0, 1, 1], sampleIndices [0, 1, 2, 2], and the last row of x is near 7
 */
export class GaussianNoise {
  readonly options: {
    stddev: number | readonly number[];
    samplingStrategy: OverSampling;
    copies: number | undefined;
  };

  constructor({ stddev = 0.1, samplingStrategy, copies }: GaussianNoiseOptions = {}) {
    if (copies !== undefined && samplingStrategy !== undefined)
      throw new TypeError('GaussianNoise: expected copies or samplingStrategy, got both; give one of them');
    for (const deviation of [stddev].flat()) nonNegative('GaussianNoise: stddev', deviation);
    this.options = {
      stddev,
      samplingStrategy: samplingStrategy ?? 'auto',
      copies: copies === undefined ? undefined : wholeNumber('GaussianNoise: copies', copies, 1),
    };
  }

  /**
   * @param x [rows, columns], finite numbers; neither kept nor changed.
   * @param y one whole-number label a row, or one-hot rows.
   * @returns the rows that came, then the noisy ones, in the forms that came in, and of each the number of the
   * row it comes from.
   */
  fitResample<X extends MatrixLike, Y extends VectorLike>(x: X, y: Y): Selected<X, Y> {
    const { grown, sampleIndices } = noisyRows(readSample('GaussianNoise', x, y), this.options);
    return { ...give<X, Y>(grown, y), sampleIndices };
  }
}

/** Noisy copies, with the draws from outside. */
export function noisyRows(
  sample: Sample,
  options: GaussianNoise['options'],
  draw: NoiseDraws = { rows: (_, rows, count) => drawRows(rows, count), normals: drawNormals },
): { grown: Sample; sampleIndices: number[] } {
  const deviations = deviationsOf(options.stddev, sample.x.columns);
  const old = Array.from(sample.labels.keys());
  const { copies } = options;
  const repeated = copies ? Array.from({ length: copies }, () => old).flat() : drawn(sample, options, draw);
  const sampleIndices = [...old, ...repeated];
  const grown = pick(sample, sampleIndices);
  const added = grown.x.values.subarray(sample.x.values.length);
  addNoise(added, draw.normals(added.length), deviations);
  return { grown, sampleIndices };
}

function drawn(sample: Sample, { samplingStrategy }: GaussianNoise['options'], draw: NoiseDraws): number[] {
  const grow = rowsToAdd('GaussianNoise: samplingStrategy', samplingStrategy, sample.counts);
  return [...grow].flatMap(([label, count]) => {
    const rows = rowsOfClass(sample, label);
    return Array.from(draw.rows(label, rows.length, count), (at) => rows[at]!);
  });
}

function drawNormals(count: number): Float64Array {
  return Float64Array.from({ length: count }, () => normal());
}

function deviationsOf(stddev: number | readonly number[], columns: number): readonly number[] {
  const deviations = typeof stddev === 'number' ? new Array<number>(columns).fill(stddev) : stddev;
  if (deviations.length === columns) return deviations;
  throw new RangeError(
    `GaussianNoise: stddev: expected one number, or one for each of the ${columns} columns of x, got ${show(stddev)}`,
  );
}
