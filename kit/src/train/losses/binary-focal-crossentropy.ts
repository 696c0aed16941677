import * as tf from '@tensorflow/tfjs';
import { binaryCrossentropy, costsOfLogits, costsOfProbabilities } from './crossentropy';
import { checkFocal, type FocalOptions, focalFactor, smooth } from './focal-options';
import { checkSameShape, checkShare, type Loss, named } from './loss';

export interface BinaryFocalOptions extends FocalOptions {
  /** Weigh class 1 by `alpha` and class 0 by 1 - `alpha`. Default false. */
  applyClassBalancing?: boolean;
  /** Weight of class 1 where classes are balanced, in [0, 1]. Default 0.25. */
  alpha?: number;
}

/**
 * Focal loss for yes-no targets (Lin et al., 2017): the cross-entropy of each element times (1 - p)^gamma,
 * p being the probability given to the right answer. What is already right hardly counts any more.
 *
 * @returns a loss for `model.compile`: yTrue and yPred [rows, outputs] -> [rows].
 * @throws RangeError when gamma, alpha or labelSmoothing is out of its range; later, when the shapes of
 *   targets and predictions differ.
 * @see Keras 2.15 `BinaryFocalCrossentropy`; only the gradient at gamma 0 differs, which is that of the
 *   cross-entropy also where a prediction is exactly right (there NaN in Keras).
 * @example
 * const loss = binaryFocalCrossentropy({ gamma: 2, applyClassBalancing: true, alpha: 0.75 });
 * model.compile({ optimizer: 'adam', loss });
 */
export function binaryFocalCrossentropy(options: BinaryFocalOptions = {}): Loss {
  const { gamma = 2, alpha = 0.25, fromLogits = false, labelSmoothing = 0 } = options;
  checkFocal(options);
  checkShare('alpha', alpha);
  return named('binaryFocalCrossentropy', (yTrue, yPred) => {
    checkSameShape(yTrue, yPred);
    return tf.tidy(() => {
      const target = smooth(yTrue.toFloat(), labelSmoothing, 2);
      const one = fromLogits ? yPred.sigmoid() : yPred;
      const right = mix(target, one, tf.sub(1, one));
      const costs = fromLogits ? costsOfLogits(yPred) : costsOfProbabilities(yPred);
      const focal = focalFactor(right, gamma).mul(binaryCrossentropy(target, costs));
      return (options.applyClassBalancing ? focal.mul(mix(target, alpha, 1 - alpha)) : focal).mean(-1);
    });
  });
}

function mix(target: tf.Tensor, one: tf.Tensor | number, zero: tf.Tensor | number): tf.Tensor {
  return target.mul(one).add(tf.sub(1, target).mul(zero));
}
