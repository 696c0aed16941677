import { toLabels, type VectorLike } from '../data/vector';
import { checkAlike, readFinite, readWeight, uniqueSorted, type WeightedOptions } from './targets';

export interface RankedOptions extends WeightedOptions {
  /** Which label is the positive one. Default 1 where the labels are 0 and 1 or -1 and 1; else it must be given. */
  posLabel?: number;
}

/** True and false positives if every score from each threshold up is called positive, thresholds falling. */
export interface Ranked {
  falsePositives: number[];
  truePositives: number[];
  thresholds: number[];
}

/** Positive or not, a score and a weight for each sample. */
export interface Scored {
  positive: boolean[];
  score: Float64Array;
  weight: Float64Array | undefined;
}

/**
 * Reads labels of two classes and a score for each sample.
 *
 * @param name the metric, to begin an error.
 * @throws RangeError when they are empty, the labels not whole numbers, the scores not finite, not as many
 *   each, or it is not clear which label is positive.
 */
export function readScored(
  name: string,
  yTrue: VectorLike,
  yScore: VectorLike,
  { posLabel, sampleWeight }: RankedOptions,
): Scored {
  const labels = toLabels(`${name}: yTrue`, yTrue);
  const score = readFinite(`${name}: yScore`, yScore);
  checkAlike(name, 'yScore', score.length, labels.length);
  const weight = readWeight(name, sampleWeight, labels.length);
  const positiveLabel =
    posLabel ?? defaultPosLabel(name, weight ? labels.filter((_, i) => weight[i] !== 0) : labels);
  return { positive: Array.from(labels, (label) => label === positiveLabel), score, weight };
}

/** Counts positives from the highest score down, one step a distinct score; samples of weight 0 make no step. */
export function ranked({ positive, score, weight }: Scored): Ranked {
  const result: Ranked = { falsePositives: [], truePositives: [], thresholds: [] };
  const order = falling(score).filter((i) => weight?.[i] !== 0);
  let [truePositives, falsePositives] = [0, 0];
  order.forEach((i, place) => {
    if (positive[i]) truePositives += weight ? weight[i]! : 1;
    else falsePositives += weight ? weight[i]! : 1;
    if (place + 1 < order.length && score[order[place + 1]!] === score[i]) return;
    result.truePositives.push(truePositives);
    result.falsePositives.push(falsePositives);
    result.thresholds.push(score[i]!);
  });
  return result;
}

/** Keeps the steps at the places given. */
export function stepsAt({ falsePositives, truePositives, thresholds }: Ranked, places: number[]): Ranked {
  return {
    falsePositives: places.map((i) => falsePositives[i]!),
    truePositives: places.map((i) => truePositives[i]!),
    thresholds: places.map((i) => thresholds[i]!),
  };
}

/**
 * The positive label where none is given.
 *
 * @throws RangeError when the labels are not among 0 and 1, or -1 and 1.
 */
export function defaultPosLabel(name: string, labels: ArrayLike<number>): number {
  const classes = uniqueSorted(labels);
  if (['0,1', '-1,1', '0', '-1', '1'].includes(classes.join())) return 1;
  throw new RangeError(
    `${name}: yTrue holds ${classes.length} labels, ${classes.slice(0, 10).join(', ')}: expected 0 and 1, or -1 and 1, or posLabel to say which is the positive one`,
  );
}

// Last of equal scores first, as scikit-learn reverses a stable sort: weights then add up in its order.
function falling(score: Float64Array): number[] {
  return Array.from(score, (_, i) => i).sort((a, b) => score[b]! - score[a]! || b - a);
}
