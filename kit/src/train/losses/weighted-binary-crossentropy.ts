import * as tf from '@tensorflow/tfjs';
import { binaryCrossentropy, costsOfLogits, costsOfProbabilities } from './crossentropy';
import { checkNonNegative, checkSameShape, type Loss, named } from './loss';

/**
 * Binary cross-entropy with a weight for each class: each element's loss is multiplied by `weights[0]`
 * where the target is 0 and by `weights[1]` where it is 1.
 *
 * The weight is taken by the target of each element, so it fits any batch: a tensor of the two weights
 * times a batch of outputs would not. The mean divides by the number of elements, not by the sum of the
 * weights, as `sample_weight` does in Keras.
 *
 * On probabilities, a prediction that is wrong and saturated (0 or 1 to seven digits) gets no gradient, as
 * in Keras; on logits it does. With logits, mind that the metric `accuracy` still cuts at 0.5.
 *
 * @param weights the weights of class 0 and class 1, each >= 0.
 * @param options `fromLogits`: predictions are logits (no sigmoid in the last layer). Default false.
 * @returns a loss for `model.compile`: yTrue and yPred [rows, outputs] -> [rows].
 * @throws RangeError when there are not two weights, or one is negative or not finite; later, when the
 *   shapes of targets and predictions differ.
 * @see Keras 2.15 `BinaryCrossentropy`, with `sample_weight`.
 * @example
 * const loss = weightedBinaryCrossentropy([0.2, 0.8], { fromLogits: true });
 * model.compile({ optimizer: 'adam', loss });
 */
export function weightedBinaryCrossentropy(
  weights: readonly [number, number],
  { fromLogits = false }: { fromLogits?: boolean } = {},
): Loss {
  if (!Array.isArray(weights) || weights.length !== 2)
    throw new RangeError(
      `weights: expected [weight of class 0, weight of class 1], got ${JSON.stringify(weights)}`,
    );
  weights.forEach((weight, i) => {
    checkNonNegative(`weights[${i}]`, weight);
  });
  const costs = fromLogits ? costsOfLogits : costsOfProbabilities;
  return named('weightedBinaryCrossentropy', (yTrue, yPred) => {
    checkSameShape(yTrue, yPred);
    return tf.tidy(() => {
      const target = yTrue.toFloat();
      const weight = target.mul(weights[1]).add(tf.sub(1, target).mul(weights[0]));
      return binaryCrossentropy(target, costs(yPred)).mul(weight).mean(-1);
    });
  });
}
