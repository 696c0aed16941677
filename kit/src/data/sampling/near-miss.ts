import type { MatrixLike } from '../matrix';
import type { VectorLike } from '../vector';
import { nearestNeighbors, type Points, takePoints } from './neighbors';
import { oneOf, wholeNumber } from './options';
import { giveSelected, pointsOfClass, readSample, rowsOfClass, type Sample, type Selected } from './sample';
import { rowsToKeep, type UnderSampling } from './strategy';

export interface NearMissOptions {
  /** Which classes are cut, and how far. Default `'auto'`: all to the count of the smallest. */
  samplingStrategy?: UnderSampling;
  /** 1 (default), 2 or 3: see `NearMiss`. */
  version?: 1 | 2 | 3;
  /** Minority rows over which distances are averaged. Default 3. */
  nNeighbors?: number;
  /** Version 3: rows near each minority row that are kept in the first step. Default 3. */
  nNeighborsVer3?: number;
}

/**
 * Keeps the rows of the larger classes that are near the smallest (Mani and Zhang, 2003). As imbalanced-learn's
 * `NearMiss`.
 *
 * - Version 1 keeps the rows with the smallest mean distance to their `nNeighbors` nearest minority rows.
 * - Version 2: to their `nNeighbors` farthest minority rows.
 * - Version 3 first takes the `nNeighborsVer3` nearest rows of each minority row, then of those keeps the rows
 *   with the *largest* mean distance to their `nNeighbors` nearest minority rows. Where the first step leaves
 *   fewer rows than wanted, it keeps them all and warns.
 *
 * The rows come class by class, in ascending order of labels, those of a cut class in order of distance (the
 * earlier row first where distances are equal). The smallest class is, of equally small ones, the one that
 * comes first in y.
 *
 * @throws RangeError when the smallest class has fewer than `nNeighbors` rows (not in version 2), or a class
 * that is cut fewer than `nNeighborsVer3`.
 * @example
 * const { sampleIndices } = new NearMiss({ nNeighbors: 1 }).fitResample([[0], [3], [1], [9], [8]], [0, 0, 0, 1, 1]);
 * // [1, 2, 3, 4]: of class 0, 3 and 1 are nearest to a row of class 1
 */
export class NearMiss {
  readonly options: Required<NearMissOptions>;

  constructor({
    samplingStrategy = 'auto',
    version = 1,
    nNeighbors = 3,
    nNeighborsVer3 = 3,
  }: NearMissOptions = {}) {
    this.options = {
      samplingStrategy,
      version: oneOf('NearMiss: version', version, [1, 2, 3]),
      nNeighbors: wholeNumber('NearMiss: nNeighbors', nNeighbors, 1),
      nNeighborsVer3: wholeNumber('NearMiss: nNeighborsVer3', nNeighborsVer3, 1),
    };
  }

  /**
   * @param x [rows, columns], finite numbers; neither kept nor changed.
   * @param y one whole-number label a row, or one-hot rows.
   * @returns the rows that are kept and their numbers, in the forms that came in.
   */
  fitResample<X extends MatrixLike, Y extends VectorLike>(x: X, y: Y): Selected<X, Y> {
    const sample = readSample('NearMiss', x, y);
    const keep = rowsToKeep('NearMiss: samplingStrategy', this.options.samplingStrategy, sample.counts);
    const near = pointsOfClass(sample, firstMinority(sample));
    const rows = [...sample.counts.keys()].flatMap((label) => {
      const all = rowsOfClass(sample, label);
      const count = keep.get(label);
      if (count === undefined) return [...all];
      return this.#nearest(takePoints(sample.x, all), near, label, count).map((row) => all[row]!);
    });
    return giveSelected<X, Y>(sample, rows, y);
  }

  /** Numbers of the rows to keep among those of one class, best first. */
  #nearest(points: Points, near: Points, label: number, count: number): number[] {
    const { version, nNeighbors } = this.options;
    if (version === 3) return this.#farthestOfNear(points, near, label, count);
    const among = version === 1 ? checkRows('nNeighbors', nNeighbors, near, 'the smallest class') : near.rows;
    const distances = sumsOfDistances(points, near, among, nNeighbors);
    return ascending(distances).slice(0, count);
  }

  #farthestOfNear(points: Points, near: Points, label: number, count: number): number[] {
    const { nNeighbors, nNeighborsVer3 } = this.options;
    checkRows('nNeighborsVer3', nNeighborsVer3, points, `class ${label}`);
    checkRows('nNeighbors', nNeighbors, near, 'the smallest class');
    const { indices } = nearestNeighbors(points, near, nNeighborsVer3);
    const rows = [...new Set(indices)].sort((a, b) => a - b);
    if (rows.length < count)
      console.warn(
        `NearMiss: of class ${label} only ${rows.length} rows are near the smallest class, ${count} were to stay; they all stay, and the classes are not balanced. Take a larger nNeighborsVer3.`,
      );
    const distances = sumsOfDistances(takePoints(points, rows), near, nNeighbors, nNeighbors);
    return ascending(distances.map((sum) => -sum))
      .slice(0, count)
      .map((i) => rows[i]!);
  }
}

// By first appearance, where the strategies take the smallest label: so does the original.
function firstMinority({ labels, counts }: Sample): number {
  const least = Math.min(...counts.values());
  return labels.find((label) => counts.get(label) === least)!;
}

/** For each point, the sum of the last `summed` of its distances to the `among` nearest of `near`. */
function sumsOfDistances(points: Points, near: Points, among: number, summed: number): Float64Array {
  const distances = nearestNeighbors(near, points, among, summed).squared.map(Math.sqrt);
  return Float64Array.from({ length: points.rows }, (_, i) =>
    sum(distances.subarray(i * among + Math.max(0, among - summed), (i + 1) * among)),
  );
}

// In NumPy's order, eight sums side by side, for sums that differ by their rounding do not tie.
function sum(values: Float64Array): number {
  const whole = values.length - (values.length % 8);
  const s = new Float64Array(8);
  for (let at = 0; at < whole; at++) s[at % 8]! += values[at]!;
  const eight = s[0]! + s[1]! + (s[2]! + s[3]!) + (s[4]! + s[5]! + (s[6]! + s[7]!));
  return values.subarray(whole).reduce((total, value) => total + value, eight);
}

/** Numbers of the values, smallest first; of equal values, the earlier first. */
function ascending(values: Float64Array): number[] {
  return Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
}

function checkRows(option: string, k: number, points: Points, whose: string): number {
  if (points.rows >= k) return k;
  throw new RangeError(
    `NearMiss.fitResample: ${whose} has ${points.rows} rows, and ${option} ${k} needs at least ${k}; take ${option} <= ${points.rows} or bring more rows`,
  );
}
