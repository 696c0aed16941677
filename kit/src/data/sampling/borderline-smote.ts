import { random } from '../../random';
import type { MatrixLike } from '../matrix';
import type { VectorLike } from '../vector';
import { type Points, takePoints } from './neighbors';
import { oneOf, wholeNumber } from './options';
import { append, give, type NewRows, type Resampled, readSample, rowsOfClass, type Sample } from './sample';
import { between, drawPairs, neighborsOf, type SmoteDraws, type SmoteOptions } from './smote';
import { rowsToAdd } from './strategy';

export interface BorderlineSmoteOptions extends SmoteOptions {
  /** Neighbors, of any class, that decide whether a row is in danger. Default 10. */
  mNeighbors?: number;
  /**
   * `'borderline-1'` (default): towards neighbors of the same class. `'borderline-2'`: towards neighbors of
   * any class, less than half the way where the class is another.
   */
  kind?: 'borderline-1' | 'borderline-2';
}

/** What chance decides of the new rows of one class. */
export interface BorderlineDraws extends SmoteDraws {
  /** `'borderline-2'`: shortens the way to a neighbor of another class, in [0, 0.5); one a new row. */
  shares: ArrayLike<number>;
}

/**
 * SMOTE from the rows near the border only (Han, Wang and Mao, 2005). As imbalanced-learn's `BorderlineSMOTE`.
 *
 * A row is in danger when at least half of its `mNeighbors` nearest rows are of other classes, but not all
 * (then it is noise). New rows start from rows in danger. A class that has none is left as it is.
 *
 * The draws come from `random()`. See `Smote` for what else holds here.
 *
 * @throws RangeError when there are not more rows than `mNeighbors`, or not more than `kNeighbors` in a class
 * that is to grow (of `'borderline-2'`: in all).
 * @example
 * const sampler = new BorderlineSmote({ kNeighbors: 1, mNeighbors: 2 });
 * const { x, y } = sampler.fitResample([[0], [1], [2], [3], [4], [5.5]], [0, 0, 0, 0, 1, 1]);
 * // of the two rows nearest to 4, and to 5.5, one is of class 0: the new rows are between these two
 */
export class BorderlineSmote {
  readonly options: Required<BorderlineSmoteOptions>;

  constructor({
    kNeighbors = 5,
    mNeighbors = 10,
    kind = 'borderline-1',
    samplingStrategy = 'auto',
  }: BorderlineSmoteOptions = {}) {
    this.options = {
      kNeighbors: wholeNumber('BorderlineSmote: kNeighbors', kNeighbors, 1),
      mNeighbors: wholeNumber('BorderlineSmote: mNeighbors', mNeighbors, 1),
      kind: oneOf('BorderlineSmote: kind', kind, ['borderline-1', 'borderline-2']),
      samplingStrategy,
    };
  }

  /**
   * @param x [rows, columns], finite numbers; neither kept nor changed.
   * @param y one whole-number label a row, or one-hot rows.
   * @returns the rows that came, then the new ones class by class, in the forms that came in.
   */
  fitResample<X extends MatrixLike, Y extends VectorLike>(x: X, y: Y): Resampled<X, Y> {
    return give<X, Y>(borderlineSmote(readSample('BorderlineSmote', x, y), this.options), y);
  }
}

/** Borderline SMOTE with the draws of each class from outside. */
export function borderlineSmote(
  sample: Sample,
  options: Required<BorderlineSmoteOptions>,
  draw: (label: number, pairs: number, count: number) => BorderlineDraws = (_, pairs, count) =>
    drawShares(pairs, count),
): Sample {
  const grow = rowsToAdd('BorderlineSmote: samplingStrategy', options.samplingStrategy, sample.counts);
  const added: NewRows[] = [];
  for (const [label, count] of grow) {
    if (count === 0) continue;
    const danger = rowsInDanger(sample, label, options.mNeighbors);
    if (danger.length === 0) continue;
    const from = takePoints(sample.x, danger);
    const values = newRows(sample, label, from, options, (pairs) => draw(label, pairs, count));
    added.push({ label, values });
  }
  return append(sample, added);
}

function drawShares(pairs: number, count: number): BorderlineDraws {
  return {
    ...drawPairs(pairs, count),
    shares: Float64Array.from({ length: count }, () => random() / 2),
  };
}

/** Numbers of a class' rows of whose m nearest at least half, not all, are of other classes. */
function rowsInDanger(sample: Sample, label: number, m: number): Int32Array {
  const rows = rowsOfClass(sample, label);
  const queries = takePoints(sample.x, rows);
  const neighbors = neighborsOf('BorderlineSmote', 'x', sample.x, queries, m, 'mNeighbors');
  return rows.filter((_, i) => {
    const others = neighbors
      .subarray(i * m, (i + 1) * m)
      .filter((row) => sample.labels[row] !== label).length;
    return others >= m / 2 && others < m;
  });
}

function newRows(
  sample: Sample,
  label: number,
  from: Points,
  { kind, kNeighbors }: Required<BorderlineSmoteOptions>,
  draw: (pairs: number) => BorderlineDraws,
): Float64Array {
  if (kind === 'borderline-1') {
    const points = takePoints(sample.x, rowsOfClass(sample, label));
    const neighbors = neighborsOf('BorderlineSmote', `class ${label}`, points, from, kNeighbors);
    return between(from, points, neighbors, draw(neighbors.length));
  }
  const neighbors = neighborsOf('BorderlineSmote', 'x', sample.x, from, kNeighbors);
  const { pairs, steps, shares } = draw(neighbors.length);
  const shortened = Float64Array.from(steps, (step, i) =>
    sample.labels[neighbors[pairs[i]!]!] === label ? step : step * shares[i]!,
  );
  return between(from, sample.x, neighbors, { pairs, steps: shortened });
}
