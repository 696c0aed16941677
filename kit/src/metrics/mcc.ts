import type { VectorLike } from '../data/vector';
import { allLabels, columnSums, countPairs, rowSums, sum } from './confusion-matrix';
import { readTargets, type WeightedOptions } from './targets';

/**
 * Matthews' correlation between true and predicted classes, for two or more, as scikit-learn's
 * `matthews_corrcoef` (1.4; Gorodkin 2004 for more than two).
 *
 * @param yTrue labels, whole numbers, one a sample.
 * @param yPred predicted labels, one a sample.
 * @returns -1 to 1; 0 is no better than guessing, and is returned where one side has a single class.
 * @throws RangeError when they are empty, not whole numbers, or not as many each.
 * @example
 * mcc([0, 0, 1, 1], [0, 1, 1, 1]); // 0.577…
 */
export function mcc(yTrue: VectorLike, yPred: VectorLike, { sampleWeight }: WeightedOptions = {}): number {
  const targets = readTargets('mcc', yTrue, yPred, sampleWeight);
  const counts = countPairs(targets, allLabels(targets));
  const [actual, predicted] = [rowSums(counts), columnSums(counts)];
  const n = sum(predicted);
  const right = sum(counts.map((row, i) => row[i]!));
  const spreadTrue = n ** 2 - dot(actual, actual);
  const spreadPredicted = n ** 2 - dot(predicted, predicted);
  if (spreadTrue * spreadPredicted === 0) return 0;
  return (right * n - dot(actual, predicted)) / Math.sqrt(spreadTrue * spreadPredicted);
}

function dot(a: number[], b: number[]): number {
  return a.reduce((total, value, i) => total + value * b[i]!, 0);
}
