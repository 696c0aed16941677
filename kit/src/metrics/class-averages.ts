import type { Matrix } from '../data/matrix';
import { sum } from './confusion-matrix';
import type { Scored } from './ranked';
import { columnOf } from './score-columns';

export type ClassAverage = 'macro' | 'micro' | 'weighted' | null;

/** Samples of several classes with a score for each class, and what each sample weighs. */
export interface ClassScores {
  labels: Float64Array;
  /** The class of each column of `scores`. */
  classes: number[];
  scores: Matrix;
  weight: Float64Array | undefined;
}

/**
 * Scores each class against all others and averages, as scikit-learn's `_average_binary_score`: 'micro'
 * puts the scores of all classes into one ranking, 'weighted' weighs a class by its samples.
 */
export function averagedOverClasses(
  of: (scored: Scored) => number,
  given: ClassScores,
  average: ClassAverage,
): number | number[] {
  if (average === 'micro') return of(allTogether(given));
  const share = given.classes.map((label) => classWeight(given, label));
  const perClass = given.classes.map((label, j) => of(oneAgainstOthers(given, label, j)));
  if (average === null) return perClass;
  if (average === 'macro') return sum(perClass) / perClass.length;
  const counted = perClass.map((score, j) => (share[j] === 0 ? 0 : score * share[j]!));
  return sum(share) === 0 ? 0 : sum(counted) / sum(share);
}

function oneAgainstOthers({ labels, scores, weight }: ClassScores, label: number, j: number): Scored {
  return { positive: Array.from(labels, (value) => value === label), score: columnOf(scores, j), weight };
}

function allTogether({ labels, classes, scores, weight }: ClassScores): Scored {
  const positive = Array.from(labels).flatMap((label) => classes.map((value) => value === label));
  return {
    positive,
    score: scores.values,
    weight: weight && Float64Array.from(positive, (_, at) => weight[Math.floor(at / classes.length)]!),
  };
}

function classWeight({ labels, weight }: ClassScores, label: number): number {
  return labels.reduce((total, value, i) => total + (value === label ? (weight ? weight[i]! : 1) : 0), 0);
}
