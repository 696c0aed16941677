import type { VectorLike } from '../data/vector';
import { allLabels, sum } from './confusion-matrix';
import { readTargets, type Targets, type WeightedOptions } from './targets';

export interface ScoreOptions extends WeightedOptions {
  /**
   * 'binary': of `posLabel` alone. 'macro': plain mean over the labels. 'weighted': mean over the labels by
   * their number of samples. 'micro': from the counts of all labels together. null: one score a label.
   * Default 'binary'.
   */
  average?: 'binary' | 'macro' | 'micro' | 'weighted' | null;
  /** Which label 'binary' scores. Default 1. */
  posLabel?: number;
  /** Which labels the other averages score, in this order. Default every label of `yTrue` and `yPred`, sorted. */
  labels?: ArrayLike<number>;
  /** The score where there is nothing to divide by: 0, 1 or NaN (which means leave out); 'warn' is 0 with a warning. Default 'warn'. */
  zeroDivision?: 'warn' | number;
}

/** Weight of samples of one label, or of several together. */
interface LabelCounts {
  /** Of this label and predicted so. */
  right: number;
  /** Predicted so. */
  predicted: number;
  /** Of this label. */
  actual: number;
}

/** A score as a fraction of counts. */
export interface Score {
  name: string;
  /** What there must be of, so that the score is defined. */
  of: string;
  fraction(counts: LabelCounts): [numerator: number, denominator: number];
}

/** Scores each label and averages, as scikit-learn's `precision_recall_fscore_support` (1.4). */
export function averagedScore(
  score: Score,
  yTrue: VectorLike,
  yPred: VectorLike,
  options: ScoreOptions,
): number | number[] {
  const { average = 'binary', zeroDivision = 'warn' } = options;
  checkOptions(score.name, average, zeroDivision);
  const targets = readTargets(score.name, yTrue, yPred, options.sampleWeight);
  const labels = scoredLabels(score.name, targets, options);
  const perLabel = countLabels(targets, labels);
  const counts = average === 'micro' ? [together(perLabel)] : perLabel;
  const scores = divide(score, counts, zeroDivision);
  if (average === null) return scores;
  return meanWithoutNaN(scores, average === 'weighted' ? counts.map(({ actual }) => actual) : undefined);
}

function scoredLabels(name: string, targets: Targets, options: ScoreOptions): number[] {
  const { average = 'binary', posLabel = 1, labels } = options;
  const present = allLabels(targets);
  if (average === 'binary') return [checkPosLabel(name, present, posLabel)];
  if (posLabel !== 1)
    console.warn(
      `${name}: posLabel ${posLabel} is ignored with average '${average}'; use labels: [${posLabel}].`,
    );
  if (labels?.length === 0) throw new RangeError(`${name}: labels: expected at least one label, got none`);
  return labels ? Array.from(labels) : present;
}

function checkPosLabel(name: string, present: number[], posLabel: number): number {
  if (present.length > 2)
    throw new RangeError(
      `${name}: average: expected 'macro', 'micro', 'weighted' or null for the ${present.length} labels ${present.join(', ')}; got 'binary'`,
    );
  if (present.length < 2 || present.includes(posLabel)) return posLabel;
  throw new RangeError(
    `${name}: posLabel: expected one of the labels ${present.join(', ')}, got ${posLabel}`,
  );
}

function countLabels({ yTrue, yPred, weight }: Targets, labels: number[]): LabelCounts[] {
  const counts = labels.map((): LabelCounts => ({ right: 0, predicted: 0, actual: 0 }));
  const of = new Map(labels.map((label, i) => [label, counts[i]!]));
  for (let i = 0; i < yTrue.length; i++) {
    const [actual, predicted] = [of.get(yTrue[i]!), of.get(yPred[i]!)];
    const w = weight ? weight[i]! : 1;
    if (actual) actual.actual += w;
    if (predicted) predicted.predicted += w;
    if (actual && actual === predicted) actual.right += w;
  }
  return counts;
}

function together(counts: LabelCounts[]): LabelCounts {
  return {
    right: sum(counts.map(({ right }) => right)),
    predicted: sum(counts.map(({ predicted }) => predicted)),
    actual: sum(counts.map(({ actual }) => actual)),
  };
}

function divide(score: Score, counts: LabelCounts[], zeroDivision: number | 'warn'): number[] {
  const fractions = counts.map(score.fraction);
  if (zeroDivision === 'warn' && fractions.some(([, denominator]) => denominator === 0))
    console.warn(`${score.name}: a label without ${score.of} scores 0; set zeroDivision to choose.`);
  const otherwise = zeroDivision === 'warn' ? 0 : zeroDivision;
  return fractions.map(([numerator, denominator]) =>
    denominator === 0 ? otherwise : numerator / denominator,
  );
}

/** Mean of the scores that are there; a plain one where the weights are all 0. */
function meanWithoutNaN(scores: number[], weights?: number[]): number {
  const there = scores.flatMap((score, i) =>
    Number.isNaN(score) ? [] : [{ score, weight: weights?.[i] ?? 1 }],
  );
  const total = sum(there.map(({ weight }) => weight));
  if (total === 0) return sum(there.map(({ score }) => score)) / there.length;
  return sum(there.map(({ score, weight }) => score * weight)) / total;
}

function checkOptions(name: string, average: unknown, zeroDivision: unknown): void {
  if (average !== null && !['binary', 'macro', 'micro', 'weighted'].includes(average as string))
    throw new RangeError(
      `${name}: average: expected 'binary', 'macro', 'micro', 'weighted' or null, got ${String(average)}`,
    );
  if (!['warn', 0, 1, Number.NaN].includes(zeroDivision as number))
    throw new RangeError(`${name}: zeroDivision: expected 'warn', 0, 1 or NaN, got ${String(zeroDivision)}`);
}
