import type { VectorLike } from '../data/vector';
import { averagedScore, type Score, type ScoreOptions } from './averaged-scores';

const F1: Score = {
  name: 'f1',
  of: 'true or predicted samples',
  fraction: ({ right, predicted, actual }) => [2 * right, actual + predicted],
};

/**
 * Harmonic mean of precision and recall, as scikit-learn's `f1_score` (1.4).
 *
 * @param yTrue labels, whole numbers, one a sample.
 * @param yPred predicted labels, one a sample.
 * @returns a score from 0 to 1; one for each label with `average: null`.
 * @throws RangeError when they are empty, not whole numbers, not as many each, or there are more than two
 *   labels and no average is chosen.
 * @example
 * f1([0, 0, 1, 1], [0, 1, 1, 1]); // 0.8
 */
export function f1(yTrue: VectorLike, yPred: VectorLike, options: ScoreOptions & { average: null }): number[];
export function f1(yTrue: VectorLike, yPred: VectorLike, options?: ScoreOptions): number;
export function f1(yTrue: VectorLike, yPred: VectorLike, options: ScoreOptions = {}): number | number[] {
  return averagedScore(F1, yTrue, yPred, options);
}
