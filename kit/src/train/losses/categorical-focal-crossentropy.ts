import * as tf from '@tensorflow/tfjs';
import { EPSILON } from './crossentropy';
import { checkFocal, type FocalOptions, focalFactor, smooth } from './focal-options';
import { checkNonNegative, checkSameShape, type Loss, named } from './loss';

export interface CategoricalFocalOptions extends FocalOptions {
  /** Weight of all classes, or of each; >= 0. Default 0.25. */
  alpha?: number | readonly number[];
}

/**
 * Focal loss for one-hot targets (Lin et al., 2017): alpha (1 - p)^gamma times the cross-entropy, p being
 * the probability given to the right class. Predictions are scaled to sum to 1 and clipped, as in Keras.
 *
 * @returns a loss for `model.compile`: yTrue and yPred [rows, classes] -> [rows].
 * @throws RangeError when gamma, alpha or labelSmoothing is out of its range; later, when the shapes of
 *   targets and predictions differ or `alpha` is a list of another length than there are classes.
 * @see Keras 2.15 `CategoricalFocalCrossentropy`
 * @example
 * const loss = categoricalFocalCrossentropy({ alpha: [0.2, 0.3, 0.5] });
 * model.compile({ optimizer: 'adam', loss });
 */
export function categoricalFocalCrossentropy(options: CategoricalFocalOptions = {}): Loss {
  const { gamma = 2, alpha = 0.25, fromLogits = false, labelSmoothing = 0 } = options;
  checkFocal(options);
  checkAlpha(alpha);
  return named('categoricalFocalCrossentropy', (yTrue, yPred) => {
    checkSameShape(yTrue, yPred);
    const classes = yPred.shape.at(-1)!;
    checkClasses(alpha, classes);
    return tf.tidy(() => {
      const target = smooth(yTrue.toFloat(), labelSmoothing, classes);
      const share = distribution(fromLogits ? yPred.softmax() : yPred);
      const weight = focalFactor(share, gamma).mul(typeof alpha === 'number' ? alpha : [...alpha]);
      return target.mul(share.log()).neg().mul(weight).sum(-1);
    });
  });
}

function distribution(predicted: tf.Tensor): tf.Tensor {
  return predicted.div(predicted.sum(-1, true)).clipByValue(EPSILON, 1 - EPSILON);
}

function checkAlpha(alpha: number | readonly number[]): void {
  if (typeof alpha === 'number') checkNonNegative('alpha', alpha);
  else
    alpha.forEach((weight, i) => {
      checkNonNegative(`alpha[${i}]`, weight);
    });
}

function checkClasses(alpha: number | readonly number[], classes: number): void {
  if (typeof alpha !== 'number' && alpha.length !== classes)
    throw new RangeError(`alpha: expected a weight for each of the ${classes} classes, got ${alpha.length}`);
}
