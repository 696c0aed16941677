import type { VectorLike } from '../data/vector';
import { precisionRecallCurveOf } from './precision-recall-curve';
import { type RankedOptions, readScored } from './ranked';
import { rocCurveOf } from './roc-curve';

export interface ChooseThresholdOptions extends RankedOptions {
  /**
   * What to make largest. 'f1': of precision and recall. 'youden': true minus false positive rate (Youden
   * 1950), which is also best by balanced accuracy. Default 'f1'.
   */
  by?: 'f1' | 'youden';
}

/** A threshold, and what it scores. */
export interface ChosenThreshold {
  /** A sample is called positive where its score is at least this. Infinity calls none so. */
  threshold: number;
  /** The best value of what was asked for. */
  score: number;
}

/**
 * Chooses the threshold on a score that is best for these samples: the largest value over scikit-learn's
 * `precision_recall_curve` or `roc_curve`. Of equal ones 'f1' takes the lowest threshold and 'youden' the highest, as
 * NumPy's `argmax` over those curves. Choose it on validation samples: chosen on the test samples, it flatters.
 *
 * A score equal to the threshold is positive here, as in scikit-learn; `accuracy` and Keras ask for more than
 * the threshold.
 *
 * @param yTrue labels of two classes, one a sample.
 * @param yScore a score a sample, higher for the positive class; NaN is an error.
 * @throws RangeError when they are empty, not as many each, a class is missing, or it is not clear which label is positive.
 * @example
 * chooseThreshold([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // { threshold: 0.35, score: 0.8 }
 */
export function chooseThreshold(
  yTrue: VectorLike,
  yScore: VectorLike,
  options: ChooseThresholdOptions = {},
): ChosenThreshold {
  const { by = 'f1' } = options;
  if (by !== 'f1' && by !== 'youden')
    throw new RangeError(`chooseThreshold: by: expected 'f1' or 'youden', got ${String(by)}`);
  const scored = readScored('chooseThreshold', yTrue, yScore, options);
  if (new Set(scored.positive).size < 2)
    throw new RangeError('chooseThreshold: yTrue: expected both classes, got only one');
  return by === 'f1' ? bestF1(scored) : bestYouden(scored);
}

function bestF1(scored: ReturnType<typeof readScored>): ChosenThreshold {
  const { precision, recall, thresholds } = precisionRecallCurveOf('chooseThreshold', scored, false);
  return best(thresholds, (i) => {
    const sum = precision[i]! + recall[i]!;
    return sum === 0 ? 0 : (2 * precision[i]! * recall[i]!) / sum;
  });
}

function bestYouden(scored: ReturnType<typeof readScored>): ChosenThreshold {
  const { fpr, tpr, thresholds } = rocCurveOf('chooseThreshold', scored, false);
  return best(thresholds, (i) => tpr[i]! - fpr[i]!);
}

function best(thresholds: number[], scoreAt: (i: number) => number): ChosenThreshold {
  const scores = thresholds.map((_, i) => scoreAt(i));
  const at = scores.reduce((first, score, i) => (score > scores[first]! ? i : first), 0);
  return { threshold: thresholds[at]!, score: scores[at]! };
}
