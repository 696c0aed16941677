import { random } from '../../random';
import type { MatrixLike } from '../matrix';
import type { VectorLike } from '../vector';
import { nearestNeighbors, type Points } from './neighbors';
import { wholeNumber } from './options';
import { append, give, type NewRows, pointsOfClass, type Resampled, readSample, type Sample } from './sample';
import { type OverSampling, rowsToAdd } from './strategy';

export interface SmoteOptions {
  /** Neighbors of a row, of its own class, towards which new rows are made. Default 5. */
  kNeighbors?: number;
  /** Which classes grow, and how far. Default `'auto'`: all to the count of the largest. */
  samplingStrategy?: OverSampling;
}

/** What chance decides of the new rows of one class. */
export interface SmoteDraws {
  /** Which pair of a row and one of its neighbors, as `row * kNeighbors + neighbor`. */
  pairs: ArrayLike<number>;
  /** How far from the row to the neighbor, in [0, 1). */
  steps: ArrayLike<number>;
}

/**
 * Makes new rows of the smaller classes, on the lines between neighbors of a class (SMOTE; Chawla, Bowyer,
 * Hall and Kegelmeyer, 2002). As imbalanced-learn's `SMOTE`.
 *
 * A new row is x + u (neighbor - x), where x is any row of the class, the neighbor any of its `kNeighbors`
 * nearest and u uniform in [0, 1). Distances are Euclidean: scale the columns first. Resample the training
 * rows only, after the split. Of rows that occur twice, the copy counts as a neighbor.
 *
 * Unlike the original it never rounds new rows to whole numbers, whatever came in, and one-hot labels keep
 * all their columns. The draws come from `random()`, so `seed` repeats them.
 *
 * Fast once an engine is loaded (`await ready()`), which screens the neighbors; many times slower without.
 *
 * @throws RangeError when a class that is to grow has not more than `kNeighbors` rows.
 * @example
 * const { x, y } = new Smote({ kNeighbors: 1 }).fitResample([[0], [1], [2], [8], [9]], [0, 0, 0, 1, 1]);
 * // the rows that came, then one between 8 and 9, labelled 1
 */
export class Smote {
  readonly options: Required<SmoteOptions>;

  constructor({ kNeighbors = 5, samplingStrategy = 'auto' }: SmoteOptions = {}) {
    this.options = { kNeighbors: wholeNumber('Smote: kNeighbors', kNeighbors, 1), samplingStrategy };
  }

  /**
   * @param x [rows, columns], finite numbers; neither kept nor changed.
   * @param y one whole-number label a row, or one-hot rows.
   * @returns the rows that came, then the new ones class by class, in the forms that came in.
   */
  fitResample<X extends MatrixLike, Y extends VectorLike>(x: X, y: Y): Resampled<X, Y> {
    return give<X, Y>(smote(readSample('Smote', x, y), this.options), y);
  }
}

/** SMOTE with the draws of each class from outside: `pairs` is how many there are to draw from. */
export function smote(
  sample: Sample,
  { kNeighbors, samplingStrategy }: Required<SmoteOptions>,
  draw: (label: number, pairs: number, count: number) => SmoteDraws = (_, pairs, count) =>
    drawPairs(pairs, count),
): Sample {
  const grow = rowsToAdd('Smote: samplingStrategy', samplingStrategy, sample.counts);
  const added = [...grow].filter(([, count]) => count > 0);
  return append(
    sample,
    added.map(([label, count]): NewRows => {
      const points = pointsOfClass(sample, label);
      const neighbors = neighborsOf('Smote', `class ${label}`, points, points, kNeighbors);
      return { label, values: between(points, points, neighbors, draw(label, neighbors.length, count)) };
    }),
  );
}

/** Draws pairs and steps from the seeded stream. */
export function drawPairs(pairs: number, count: number): SmoteDraws {
  return {
    pairs: Int32Array.from({ length: count }, () => Math.floor(random() * pairs)),
    steps: Float64Array.from({ length: count }, random),
  };
}

/**
 * Numbers of the k nearest points of each query, the nearest of all left out, which is the query itself (or a
 * row equal to it): [queries, k].
 *
 * @throws RangeError when there are not more than k points; `whose` says in the error of what they are.
 */
export function neighborsOf(
  name: string,
  whose: string,
  points: Points,
  queries: Points,
  k: number,
  option = 'kNeighbors',
): Int32Array {
  if (points.rows <= k)
    throw new RangeError(
      `${name}.fitResample: ${whose} has ${points.rows} rows, and ${option} ${k} needs at least ${k + 1}, for a row is not its own neighbor; take ${option} <= ${points.rows - 1} or bring more rows`,
    );
  const { indices } = nearestNeighbors(points, queries, k + 1);
  return indices.filter((_, at) => at % (k + 1) !== 0);
}

/** The rows that the draws make: from a row of `from` towards one of its neighbors in `points`. */
export function between(
  from: Points,
  points: Points,
  neighbors: Int32Array,
  { pairs, steps }: SmoteDraws,
): Float64Array {
  const { columns } = from;
  const k = neighbors.length / from.rows;
  const values = new Float64Array(pairs.length * columns);
  for (let i = 0; i < pairs.length; i++) {
    const start = Math.floor(pairs[i]! / k) * columns;
    const end = neighbors[pairs[i]!]! * columns;
    for (let c = 0; c < columns; c++) {
      const value = from.values[start + c]!;
      values[i * columns + c] = value + steps[i]! * (points.values[end + c]! - value);
    }
  }
  return values;
}
