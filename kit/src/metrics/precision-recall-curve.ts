import type { VectorLike } from '../data/vector';
import { type Ranked, type RankedOptions, ranked, readScored, type Scored, stepsAt } from './ranked';

export interface PrecisionRecallCurveOptions extends RankedOptions {
  /** Whether to leave out thresholds between others of the same recall. Default false. */
  dropIntermediate?: boolean;
}

/** Precision and recall at each threshold. */
export interface PrecisionRecallCurve {
  /** One more than thresholds: the last is 1. */
  precision: number[];
  /** Falling; one more than thresholds: the last is 0. */
  recall: number[];
  /** Rising: a sample is called positive where its score is at least the threshold. */
  thresholds: number[];
}

/**
 * Precision and recall over every threshold, as scikit-learn's `precision_recall_curve` (1.4). Without
 * positives recall is 1 throughout, with a warning.
 *
 * @param yTrue labels of two classes, one a sample.
 * @param yScore a score a sample, higher for the positive class; NaN is an error.
 * @throws RangeError when they are empty, not as many each, or it is not clear which label is positive.
 * @example
 * precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * // { precision: [0.5, 2 / 3, 0.5, 1, 1], recall: [1, 1, 0.5, 0.5, 0], thresholds: [0.1, 0.35, 0.4, 0.8] }
 */
export function precisionRecallCurve(
  yTrue: VectorLike,
  yScore: VectorLike,
  options: PrecisionRecallCurveOptions = {},
): PrecisionRecallCurve {
  const scored = readScored('precisionRecallCurve', yTrue, yScore, options);
  return precisionRecallCurveOf('precisionRecallCurve', scored, options.dropIntermediate ?? false);
}

export function precisionRecallCurveOf(
  name: string,
  scored: Scored,
  dropIntermediate: boolean,
): PrecisionRecallCurve {
  const all = ranked(scored);
  const { truePositives, falsePositives, thresholds } = dropIntermediate ? recallSteps(all) : all;
  const total = truePositives.at(-1) ?? 0;
  if (total === 0) console.warn(`${name}: there is no positive sample in yTrue, so recall is set to 1.`);
  const precision = truePositives.map((right, i) => shareOf(right, right + falsePositives[i]!));
  const recall = truePositives.map((right) => (total === 0 ? 1 : right / total));
  return {
    precision: [...precision.reverse(), 1],
    recall: [...recall.reverse(), 0],
    thresholds: [...thresholds].reverse(),
  };
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function recallSteps(all: Ranked): Ranked {
  const { truePositives: t, thresholds } = all;
  const last = thresholds.length - 1;
  const places = thresholds.flatMap((_, i) =>
    i === 0 || i === last || t[i] !== t[i - 1] || t[i + 1] !== t[i] ? [i] : [],
  );
  return stepsAt(all, places);
}
