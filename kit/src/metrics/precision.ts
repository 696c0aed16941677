import type { VectorLike } from '../data/vector';
import { averagedScore, type Score, type ScoreOptions } from './averaged-scores';

const PRECISION: Score = {
  name: 'precision',
  of: 'predicted samples',
  fraction: ({ right, predicted }) => [right, predicted],
};

/**
 * Share of the samples predicted as a label that are of it, as scikit-learn's `precision_score` (1.4).
 *
 * @param yTrue labels, whole numbers, one a sample.
 * @param yPred predicted labels, one a sample.
 * @returns a score from 0 to 1; one for each label with `average: null`.
 * @throws RangeError when they are empty, not whole numbers, not as many each, or there are more than two
 *   labels and no average is chosen.
 * @example
 * precision([0, 0, 1, 1], [0, 1, 1, 1]); // 2 / 3
 */
export function precision(
  yTrue: VectorLike,
  yPred: VectorLike,
  options: ScoreOptions & { average: null },
): number[];
export function precision(yTrue: VectorLike, yPred: VectorLike, options?: ScoreOptions): number;
export function precision(
  yTrue: VectorLike,
  yPred: VectorLike,
  options: ScoreOptions = {},
): number | number[] {
  return averagedScore(PRECISION, yTrue, yPred, options);
}
