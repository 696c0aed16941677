import type { VectorLike } from '../data/vector';
import { readTargets, type Targets, uniqueSorted, type WeightedOptions } from './targets';

export interface ConfusionMatrixOptions extends WeightedOptions {
  /** Which labels to count, in this order. Default every label of `yTrue` and `yPred`, sorted. */
  labels?: ArrayLike<number>;
  /** Divide by the sum of each row ('true'), of each column ('pred'), or of everything ('all'). Default none. */
  normalize?: 'true' | 'pred' | 'all';
}

/**
 * Counts samples by true label (row) and predicted label (column), as scikit-learn's `confusion_matrix` (1.4).
 *
 * @param yTrue labels, whole numbers, one a sample.
 * @param yPred predicted labels, one a sample.
 * @returns [labels, labels]. Where nothing is to divide by, `normalize` gives 0.
 * @throws RangeError when they are empty, not whole numbers, not as many each, or `labels` are none of `yTrue`.
 * @example
 * confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1]); // [[1, 1], [0, 2]]
 */
export function confusionMatrix(
  yTrue: VectorLike,
  yPred: VectorLike,
  { labels, normalize, sampleWeight }: ConfusionMatrixOptions = {},
): number[][] {
  const targets = readTargets('confusionMatrix', yTrue, yPred, sampleWeight);
  const counted = labels ? checkLabels(Array.from(labels), targets) : allLabels(targets);
  if (counted.length === 1)
    console.warn('confusionMatrix: a single label was found; pass all known ones as `labels`.');
  const counts = countPairs(targets, counted);
  return normalize ? normalized(counts, normalize) : counts;
}

/** Every label of both, sorted. */
export function allLabels({ yTrue, yPred }: Targets): number[] {
  return uniqueSorted(yTrue, yPred);
}

/** Weight of the samples by true and predicted label; a sample with another label is left out. */
export function countPairs({ yTrue, yPred, weight }: Targets, labels: number[]): number[][] {
  const place = new Map(labels.map((label, i) => [label, i]));
  const counts = labels.map(() => new Array<number>(labels.length).fill(0));
  for (let i = 0; i < yTrue.length; i++) {
    const [row, column] = [place.get(yTrue[i]!), place.get(yPred[i]!)];
    if (row !== undefined && column !== undefined) counts[row]![column]! += weight ? weight[i]! : 1;
  }
  return counts;
}

export function rowSums(counts: number[][]): number[] {
  return counts.map(sum);
}

export function columnSums(counts: number[][]): number[] {
  return counts.map((_, j) => sum(counts.map((row) => row[j]!)));
}

export function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function normalized(counts: number[][], by: 'true' | 'pred' | 'all'): number[][] {
  const [rows, columns] = [rowSums(counts), columnSums(counts)];
  const total = sum(rows);
  const divisor = (i: number, j: number) => (by === 'true' ? rows[i]! : by === 'pred' ? columns[j]! : total);
  return counts.map((row, i) => row.map((count, j) => (divisor(i, j) === 0 ? 0 : count / divisor(i, j))));
}

function checkLabels(labels: number[], { yTrue }: Targets): number[] {
  if (labels.some((label) => yTrue.includes(label)) && new Set(labels).size === labels.length) return labels;
  throw new RangeError(
    `confusionMatrix: labels: expected different labels, at least one of them in yTrue (${uniqueSorted(yTrue)}), got [${labels}]`,
  );
}
