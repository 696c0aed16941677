import type { MatrixLike } from '../matrix';
import type { VectorLike } from '../vector';
import { nearestNeighbors } from './neighbors';
import { giveSelected, readSample, type Sample, type Selected } from './sample';
import { type Cleaning, classesToClean } from './strategy';

export interface TomekLinksOptions {
  /** From which classes members of links are removed. Default `'auto'`: all but the smallest. */
  samplingStrategy?: Cleaning;
}

/**
 * Removes rows that form Tomek links: two rows of different classes, each the other's nearest (Tomek, 1976).
 * As imbalanced-learn's `TomekLinks`.
 *
 * Rows keep their order. Of rows that are equally near, the nearest is the one that scikit-learn finds: see
 * `nearestNeighbors`.
 *
 * @example
 * const { sampleIndices } = new TomekLinks().fitResample([[0], [1], [2], [2.1], [5]], [0, 0, 0, 1, 1]);
 * // [0, 1, 3, 4]: rows 2 and 3 are a link, and class 0 is the larger
 */
export class TomekLinks {
  readonly options: Required<TomekLinksOptions>;

  constructor({ samplingStrategy = 'auto' }: TomekLinksOptions = {}) {
    this.options = { samplingStrategy };
  }

  /**
   * @param x [rows, columns], finite numbers; neither kept nor changed.
   * @param y one whole-number label a row, or one-hot rows.
   * @returns the rows that are left and their numbers, in the forms that came in.
   */
  fitResample<X extends MatrixLike, Y extends VectorLike>(x: X, y: Y): Selected<X, Y> {
    const sample = readSample('TomekLinks', x, y);
    return giveSelected<X, Y>(sample, withoutLinks(sample, this.options), y);
  }
}

/** Numbers of the rows that are in no link, or in one but of a class that is not cleaned. */
export function withoutLinks(
  { x, labels, counts }: Sample,
  { samplingStrategy }: Required<TomekLinksOptions>,
): number[] {
  const cleaned = classesToClean('TomekLinks: samplingStrategy', samplingStrategy, counts);
  const { indices } = nearestNeighbors(x, x, 2);
  const nearest = indices.filter((_, at) => at % 2 === 1);
  const linked = (row: number) =>
    labels[nearest[row]!] !== labels[row] && nearest[nearest[row]!] === row && cleaned.has(labels[row]!);
  return Array.from(labels.keys()).filter((row) => !linked(row));
}
