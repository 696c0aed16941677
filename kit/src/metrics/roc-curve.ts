import type { VectorLike } from '../data/vector';
import { type Ranked, type RankedOptions, ranked, readScored, type Scored, stepsAt } from './ranked';

export interface RocCurveOptions extends RankedOptions {
  /** Whether to leave out points on a straight line between others. Default true. */
  dropIntermediate?: boolean;
}

/** A receiver operating characteristic, from (0, 0) to (1, 1). */
export interface RocCurve {
  /** False positive rate: negatives that score at least the threshold. */
  fpr: number[];
  /** True positive rate: positives that score at least the threshold. */
  tpr: number[];
  /** Falling; the first is Infinity, which nothing reaches. */
  thresholds: number[];
}

/**
 * True against false positive rate over every threshold, as scikit-learn's `roc_curve` (1.4). Without
 * negatives (positives) `fpr` (`tpr`) is NaN, with a warning.
 *
 * @param yTrue labels of two classes, one a sample.
 * @param yScore a score a sample, higher for the positive class; NaN is an error.
 * @throws RangeError when they are empty, not as many each, or it is not clear which label is positive.
 * @example
 * rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * // { fpr: [0, 0, 0.5, 0.5, 1], tpr: [0, 0.5, 0.5, 1, 1], thresholds: [Infinity, 0.8, 0.4, 0.35, 0.1] }
 */
export function rocCurve(yTrue: VectorLike, yScore: VectorLike, options: RocCurveOptions = {}): RocCurve {
  return rocCurveOf(
    'rocCurve',
    readScored('rocCurve', yTrue, yScore, options),
    options.dropIntermediate ?? true,
  );
}

export function rocCurveOf(name: string, scored: Scored, dropIntermediate: boolean): RocCurve {
  const all = ranked(scored);
  const kept = dropIntermediate ? corners(all) : all;
  const thresholds = [Infinity, ...kept.thresholds];
  return {
    fpr: rates(name, 'negative', kept.falsePositives),
    tpr: rates(name, 'positive', kept.truePositives),
    thresholds,
  };
}

/** Area under a curve by trapezoids. */
export function area(x: number[], y: number[]): number {
  return x.reduce(
    (total, right, i) => (i === 0 ? 0 : total + ((right - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2),
    0,
  );
}

function corners(all: Ranked): Ranked {
  const { falsePositives: f, truePositives: t, thresholds } = all;
  const bends = (x: number[], i: number) => x[i + 1]! - x[i]! !== x[i]! - x[i - 1]!;
  const last = thresholds.length - 1;
  const places = thresholds.flatMap((_, i) =>
    i === 0 || i === last || bends(f, i) || bends(t, i) ? [i] : [],
  );
  return stepsAt(all, places);
}

function rates(name: string, kind: string, counts: number[]): number[] {
  const total = counts.at(-1) ?? 0;
  if (!(total > 0))
    console.warn(`${name}: there is no ${kind} sample in yTrue, so its rate is not a number.`);
  return [0, ...counts].map((count) => (total > 0 ? count / total : Number.NaN));
}
