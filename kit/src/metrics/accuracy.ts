/**
 * Share of predictions on the right side of the threshold, as scikit-learn's `accuracy_score` of the
 * thresholded predictions.
 *
 * @param yTrue labels 0 or 1, one a sample.
 * @param yPred probabilities of class 1, one a sample.
 * @param threshold a probability strictly above it is called class 1 (as Keras' `binary_accuracy`). Default 0.5.
 * @throws RangeError when the lengths differ or are zero.
 */
export function accuracy(yTrue: ArrayLike<number>, yPred: ArrayLike<number>, threshold = 0.5): number {
  if (yTrue.length !== yPred.length || yTrue.length === 0)
    throw new RangeError(
      `accuracy: expected as many predictions as labels, at least one; got ${yPred.length} and ${yTrue.length}`,
    );
  let right = 0;
  for (let i = 0; i < yTrue.length; i++) if ((yPred[i]! > threshold ? 1 : 0) === yTrue[i]) right++;
  return right / yTrue.length;
}
