import type { MatrixLike } from '../matrix';
import type { VectorLike } from '../vector';
import { takePoints } from './neighbors';
import { oneOf, wholeNumber } from './options';
import { giveSelected, readSample, rowsOfClass, type Sample, type Selected } from './sample';
import { neighborsOf } from './smote';
import { type Cleaning, classesToClean } from './strategy';

export interface EditedNearestNeighboursOptions {
  /** From which classes rows are removed. Default `'auto'`: all but the smallest. */
  samplingStrategy?: Cleaning;
  /** Neighbors that vote on a row. Default 3. */
  nNeighbors?: number;
  /**
   * `'all'` (default): a row stays when all its neighbors are of its class. `'mode'`: when most are; of
   * equally many, the smallest label wins.
   */
  kindSel?: 'all' | 'mode';
}

/**
 * Removes rows that their neighbors contradict (Wilson, 1972). As imbalanced-learn's
 * `EditedNearestNeighbours`.
 *
 * The rows that stay come class by class, in ascending order of labels.
 *
 * @throws RangeError when there are not more rows than `nNeighbors`.
 * @example
 * const sampler = new EditedNearestNeighbours({ nNeighbors: 1 });
 * const { sampleIndices } = sampler.fitResample([[0], [1], [5], [5.1], [6]], [0, 0, 0, 1, 1]);
 * // [0, 1, 3, 4]: the nearest row to row 2 is of class 1
 */
export class EditedNearestNeighbours {
  readonly options: Required<EditedNearestNeighboursOptions>;

  constructor({
    samplingStrategy = 'auto',
    nNeighbors = 3,
    kindSel = 'all',
  }: EditedNearestNeighboursOptions = {}) {
    this.options = {
      samplingStrategy,
      nNeighbors: wholeNumber('EditedNearestNeighbours: nNeighbors', nNeighbors, 1),
      kindSel: oneOf('EditedNearestNeighbours: kindSel', kindSel, ['all', 'mode']),
    };
  }

  /**
   * @param x [rows, columns], finite numbers; neither kept nor changed.
   * @param y one whole-number label a row, or one-hot rows.
   * @returns the rows that are left and their numbers, in the forms that came in.
   */
  fitResample<X extends MatrixLike, Y extends VectorLike>(x: X, y: Y): Selected<X, Y> {
    const sample = readSample('EditedNearestNeighbours', x, y);
    return giveSelected<X, Y>(sample, this.#uncontradicted(sample), y);
  }

  #uncontradicted(sample: Sample): number[] {
    const { samplingStrategy, nNeighbors, kindSel } = this.options;
    const name = 'EditedNearestNeighbours';
    const cleaned = classesToClean(`${name}: samplingStrategy`, samplingStrategy, sample.counts);
    return [...sample.counts.keys()].flatMap((label) => {
      const rows = rowsOfClass(sample, label);
      if (!cleaned.has(label)) return [...rows];
      const queries = takePoints(sample.x, rows);
      const neighbors = neighborsOf(name, 'x', sample.x, queries, nNeighbors, 'nNeighbors');
      const agree = kindSel === 'all' ? allAre : mostAre;
      return [...rows].filter((_, i) => {
        const voters = neighbors.subarray(i * nNeighbors, (i + 1) * nNeighbors);
        return agree(
          label,
          Float64Array.from(voters, (row) => sample.labels[row]!),
        );
      });
    });
  }
}

function allAre(label: number, votes: Float64Array): boolean {
  return votes.every((vote) => vote === label);
}

function mostAre(label: number, votes: Float64Array): boolean {
  const own = votes.filter((vote) => vote === label).length;
  return votes.every((vote) => {
    const others = votes.filter((other) => other === vote).length;
    return vote < label ? others < own : others <= own;
  });
}
