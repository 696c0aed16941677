import type { VectorLike } from '../data/vector';
import { averagedScore, type Score, type ScoreOptions } from './averaged-scores';

const RECALL: Score = {
  name: 'recall',
  of: 'true samples',
  fraction: ({ right, actual }) => [right, actual],
};

/**
 * Share of a label's samples that are predicted as it, as scikit-learn's `recall_score` (1.4).
 *
 * @param yTrue labels, whole numbers, one a sample.
 * @param yPred predicted labels, one a sample.
 * @returns a score from 0 to 1; one for each label with `average: null`.
 * @throws RangeError when they are empty, not whole numbers, not as many each, or there are more than two
 *   labels and no average is chosen.
 * @example
 * recall([0, 0, 1, 1], [0, 0, 0, 1]); // 0.5
 */
export function recall(
  yTrue: VectorLike,
  yPred: VectorLike,
  options: ScoreOptions & { average: null },
): number[];
export function recall(yTrue: VectorLike, yPred: VectorLike, options?: ScoreOptions): number;
export function recall(yTrue: VectorLike, yPred: VectorLike, options: ScoreOptions = {}): number | number[] {
  return averagedScore(RECALL, yTrue, yPred, options);
}
