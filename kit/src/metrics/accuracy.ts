import { toLabels, toVector, type VectorLike } from '../data/vector';
import { checkAlike } from './targets';

/**
 * Share of right predictions, as scikit-learn's `accuracy_score`. Predictions that are not all whole numbers
 * are probabilities of class 1, and count by the side of the threshold they are on.
 *
 * @param yTrue labels, one a sample.
 * @param yPred predicted labels (0, 1, 2, …), or probabilities of class 1, one a sample.
 * @param threshold a probability strictly above it is called class 1 (as Keras' `binary_accuracy`). Default 0.5.
 * @throws RangeError when they are empty, the labels not whole numbers, or not as many each.
 * @example
 * accuracy([1, 0, 1, 0], [0.9, 0.5, 0.4, 0.1]); // 0.75
 * accuracy([0, 1, 2, 2], [0, 1, 1, 2]); // 0.75
 */
export function accuracy(yTrue: VectorLike, yPred: VectorLike, threshold?: number): number {
  const labels = toLabels('accuracy: yTrue', yTrue);
  const predicted = toVector('accuracy: yPred', yPred);
  checkAlike('accuracy', 'yPred', predicted.length, labels.length);
  const areLabels = threshold === undefined && predicted.every(Number.isInteger);
  const called = areLabels ? predicted : predicted.map((p) => (p > (threshold ?? 0.5) ? 1 : 0));
  return labels.filter((label, i) => label === called[i]).length / labels.length;
}
