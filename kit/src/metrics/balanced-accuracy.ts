import type { VectorLike } from '../data/vector';
import { allLabels, countPairs, rowSums, sum } from './confusion-matrix';
import { readTargets, type WeightedOptions } from './targets';

export interface BalancedAccuracyOptions extends WeightedOptions {
  /** Whether guessing scores 0 (and all right still 1). Default false. */
  adjusted?: boolean;
}

/**
 * Mean over the classes of the share of each that is predicted right, as scikit-learn's
 * `balanced_accuracy_score` (1.4): always naming the largest class scores 1 / classes, however large it is.
 * A class that is predicted but never true is left out, with a warning.
 *
 * @param yTrue labels, whole numbers, one a sample.
 * @param yPred predicted labels, one a sample.
 * @throws RangeError when they are empty, not whole numbers, or not as many each.
 * @example
 * balancedAccuracy([0, 0, 0, 1], [0, 0, 0, 0]); // 0.5
 */
export function balancedAccuracy(
  yTrue: VectorLike,
  yPred: VectorLike,
  { sampleWeight, adjusted = false }: BalancedAccuracyOptions = {},
): number {
  const targets = readTargets('balancedAccuracy', yTrue, yPred, sampleWeight);
  const counts = countPairs(targets, allLabels(targets));
  const actual = rowSums(counts);
  const recalls = counts.flatMap((row, i) => (actual[i] === 0 ? [] : [row[i]! / actual[i]!]));
  if (recalls.length < counts.length) console.warn('balancedAccuracy: yPred contains classes not in yTrue.');
  const score = sum(recalls) / recalls.length;
  const chance = 1 / recalls.length;
  return adjusted ? (score - chance) / (1 - chance) : score;
}
