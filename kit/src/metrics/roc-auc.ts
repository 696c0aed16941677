import type { Matrix } from '../data/matrix';
import type { VectorLike } from '../data/vector';
import { averagedOverClasses, type ClassAverage, type ClassScores } from './class-averages';
import { sum } from './confusion-matrix';
import type { Scored } from './ranked';
import { area, rocCurveOf } from './roc-curve';
import { checkOneColumn, columnOf, readScoreColumns, type ScoresLike } from './score-columns';
import { readWeight, uniqueSorted, type WeightedOptions } from './targets';

export interface RocAucOptions extends WeightedOptions {
  /** For more than two classes: each against all others ('ovr') or against each other one ('ovo'). Must be given. */
  multiClass?: 'ovr' | 'ovo';
  /** How classes are averaged: 'macro', 'weighted' by samples, with 'ovr' also 'micro', or null for each. Default 'macro'. */
  average?: ClassAverage;
  /** The class of each column of `yScore`, rising; default those of `yTrue`. */
  labels?: ArrayLike<number>;
  /** Two classes only: the area up to this false positive rate, standardized (McClish 1989). Default 1. */
  maxFpr?: number;
}

/**
 * Area under the receiver operating characteristic: the chance that a positive scores higher than a negative.
 * As scikit-learn's `roc_auc_score` (1.4), for two classes and, by `multiClass`, for more (Hand and Till 2001).
 *
 * @param yTrue labels, whole numbers, one a sample; of two, the larger is the positive one.
 * @param yScore a score a sample; for more classes, probabilities [samples, classes].
 * @returns 0 to 1, 0.5 by guessing; one for each class with `average: null`.
 * @throws RangeError when only one class is there, scores are not finite or not as many, or options do not fit.
 * @example
 * rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // 0.75
 */
export function rocAuc(
  yTrue: VectorLike,
  yScore: ScoresLike,
  options: RocAucOptions & { average: null },
): number[];
export function rocAuc(yTrue: VectorLike, yScore: ScoresLike, options?: RocAucOptions): number;
export function rocAuc(
  yTrue: VectorLike,
  yScore: ScoresLike,
  options: RocAucOptions = {},
): number | number[] {
  const { labels, scores } = readScoreColumns('rocAuc', yTrue, yScore);
  const weight = readWeight('rocAuc', options.sampleWeight, labels.length);
  const present = uniqueSorted(labels);
  if (present.length > 2 || scores.columns > 2) {
    const classes = checkClasses(present, scores.columns, options);
    checkProbabilities(scores);
    return ofManyClasses({ labels, classes, scores, weight }, options);
  }
  checkOneColumn('rocAuc', yScore, scores);
  const positive = Array.from(labels, (label) => label === present[1]);
  return ofTwoClasses({ positive, score: scores.values, weight }, options.maxFpr);
}

function ofTwoClasses(scored: Scored, maxFpr = 1): number {
  if (!(maxFpr > 0 && maxFpr <= 1))
    throw new RangeError(`rocAuc: maxFpr: expected more than 0 and at most 1, got ${maxFpr}`);
  if (new Set(scored.positive).size < 2)
    throw new RangeError('rocAuc: yTrue: expected both classes, got only one; the area is not defined then');
  const { fpr, tpr } = rocCurveOf('rocAuc', scored, true);
  return maxFpr === 1 ? area(fpr, tpr) : partialArea(fpr, tpr, maxFpr);
}

/** Standardized such that guessing scores 0.5 and no error 1. */
function partialArea(fpr: number[], tpr: number[], maxFpr: number): number {
  const stop = fpr.findIndex((rate) => rate > maxFpr);
  const [left, right] = [fpr[stop - 1]!, fpr[stop]!];
  const rise = (tpr[stop]! - tpr[stop - 1]!) / (right - left);
  const end = tpr[stop - 1]! + rise * (maxFpr - left);
  const part = area([...fpr.slice(0, stop), maxFpr], [...tpr.slice(0, stop), end]);
  const guessed = 0.5 * maxFpr ** 2;
  return 0.5 * (1 + (part - guessed) / (maxFpr - guessed));
}

function ofManyClasses(
  given: ClassScores,
  { multiClass, average = 'macro' }: RocAucOptions,
): number | number[] {
  if (multiClass === 'ovr') return averagedOverClasses((scored) => ofTwoClasses(scored), given, average);
  const pairs = given.classes.flatMap((a, i) => given.classes.slice(i + 1).map((b) => [a, b] as const));
  const scores = pairs.map(([a, b]) => (pairArea(given, a, b) + pairArea(given, b, a)) / 2);
  if (average === 'macro') return sum(scores) / scores.length;
  const shares = pairs.map(([a, b]) => given.labels.filter((label) => label === a || label === b).length);
  return sum(scores.map((score, i) => score * shares[i]!)) / sum(shares);
}

/** Area with `a` positive and `b` negative, by the scores of `a`. */
function pairArea({ labels, classes, scores }: ClassScores, a: number, b: number): number {
  const ofPair = (_: number, i: number) => labels[i] === a || labels[i] === b;
  const positive = Array.from(labels.filter(ofPair), (label) => label === a);
  const score = columnOf(scores, classes.indexOf(a)).filter(ofPair);
  return ofTwoClasses({ positive, score, weight: undefined });
}

function checkClasses(present: number[], columns: number, options: RocAucOptions): number[] {
  const classes = options.labels ? Array.from(options.labels) : present;
  checkMultiClass(options);
  const rising = classes.every((label, i) => i === 0 || label > classes[i - 1]!);
  if (rising && classes.length === columns && present.every((label) => classes.includes(label)))
    return classes;
  throw new RangeError(
    `rocAuc: expected a column of yScore for each class, rising: got ${columns} columns for [${classes}] and labels ${present.join(', ')}; pass every class as labels`,
  );
}

function checkProbabilities({ values, rows, columns }: Matrix): void {
  for (let i = 0; i < rows; i++) {
    const total = values.subarray(i * columns, (i + 1) * columns).reduce((part, value) => part + value, 0);
    // Bounds of NumPy's `allclose`.
    if (Math.abs(1 - total) <= 1e-8 + 1e-5 * Math.abs(total)) continue;
    throw new RangeError(
      `rocAuc: yScore: expected probabilities that sum to 1 over the classes, got ${total} in row ${i}; of logits, take the softmax first`,
    );
  }
}

function checkMultiClass({ multiClass, average = 'macro', maxFpr, sampleWeight }: RocAucOptions): void {
  if (multiClass !== 'ovr' && multiClass !== 'ovo')
    throw new RangeError(
      `rocAuc: multiClass: expected 'ovr' or 'ovo' for more than two classes, got ${multiClass}`,
    );
  const averages = multiClass === 'ovr' ? ['macro', 'weighted', 'micro', null] : ['macro', 'weighted'];
  if (!averages.includes(average))
    throw new RangeError(
      `rocAuc: average: expected ${averages.join(', ')} for '${multiClass}', got ${average}`,
    );
  if (maxFpr !== undefined && maxFpr !== 1)
    throw new RangeError(`rocAuc: maxFpr: expected none for more than two classes, got ${maxFpr}`);
  if (multiClass === 'ovo' && sampleWeight !== undefined)
    throw new RangeError("rocAuc: sampleWeight: expected none for 'ovo'; use 'ovr'");
}
