import type { VectorLike } from '../data/vector';
import { averagedOverClasses, type ClassAverage } from './class-averages';
import { precisionRecallCurveOf } from './precision-recall-curve';
import type { Scored } from './ranked';
import { checkOneColumn, readScoreColumns, type ScoresLike } from './score-columns';
import { readWeight, uniqueSorted, type WeightedOptions } from './targets';

export interface PrAucOptions extends WeightedOptions {
  /** The positive one of two classes. Default 1. */
  posLabel?: number;
  /** For more than two classes: 'macro', 'weighted' by samples, 'micro', or null for each. Default 'macro'. */
  average?: ClassAverage;
}

/**
 * Average precision, the area under the precision-recall curve by steps (not by trapezoids, which flatter), as
 * scikit-learn's `average_precision_score` (1.4). Guessing scores the share of positives: a rare class lowers it,
 * where `rocAuc` hides it. Without positives it is 0, with a warning.
 *
 * @param yTrue labels, whole numbers, one a sample.
 * @param yScore a score a sample; for more than two classes [samples, classes], columns by rising label.
 * @returns 0 to 1; one for each class with `average: null`.
 * @throws RangeError when they are empty, not as many each, scores are not finite, or `posLabel` is not there.
 * @example
 * prAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // 0.8333…
 */
export function prAuc(
  yTrue: VectorLike,
  yScore: ScoresLike,
  options: PrAucOptions & { average: null },
): number[];
export function prAuc(yTrue: VectorLike, yScore: ScoresLike, options?: PrAucOptions): number;
export function prAuc(yTrue: VectorLike, yScore: ScoresLike, options: PrAucOptions = {}): number | number[] {
  const { posLabel = 1, average = 'macro', sampleWeight } = options;
  const { labels, scores } = readScoreColumns('prAuc', yTrue, yScore);
  const weight = readWeight('prAuc', sampleWeight, labels.length);
  const classes = uniqueSorted(labels);
  if (classes.length > 2) {
    checkManyClasses(classes, scores.columns, posLabel, average);
    return averagedOverClasses(averagePrecision, { labels, classes, scores, weight }, average);
  }
  checkOneColumn('prAuc', yScore, scores);
  if (classes.length === 2 && !classes.includes(posLabel))
    throw new RangeError(
      `prAuc: posLabel: expected one of the labels ${classes.join(', ')}, got ${posLabel}`,
    );
  const positive = Array.from(labels, (label) => label === posLabel);
  return averagePrecision({ positive, score: scores.values, weight });
}

function averagePrecision(scored: Scored): number {
  const { precision, recall } = precisionRecallCurveOf('prAuc', scored, false);
  return recall.reduce(
    (total, value, i) => (i === 0 ? 0 : total - (value - recall[i - 1]!) * precision[i - 1]!),
    0,
  );
}

function checkManyClasses(classes: number[], columns: number, posLabel: number, average: unknown): void {
  if (classes.length !== columns)
    throw new RangeError(
      `prAuc: yScore: expected a column for each of the labels ${classes.join(', ')}, got ${columns} columns`,
    );
  if (posLabel !== 1)
    throw new RangeError(`prAuc: posLabel: expected none for more than two classes, got ${posLabel}`);
  if (average !== null && !['macro', 'micro', 'weighted'].includes(average as string))
    throw new RangeError(
      `prAuc: average: expected 'macro', 'micro', 'weighted' or null, got ${String(average)}`,
    );
}
