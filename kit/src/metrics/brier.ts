import { toLabels, type VectorLike } from '../data/vector';
import { defaultPosLabel, type RankedOptions } from './ranked';
import { checkAlike, readProbabilities, readWeight, uniqueSorted } from './targets';

/** Whether each sample is of the positive class, its probability of that, and what it weighs. */
export interface Probabilities {
  positive: boolean[];
  probability: Float64Array;
  weight: Float64Array | undefined;
}

/**
 * Mean squared difference between the probability of the positive class and what came, as scikit-learn's
 * `brier_score_loss` (1.4; Brier 1950). Without `posLabel` the positive class is 1, or of other labels the larger.
 *
 * @param yTrue labels of two classes, one a sample.
 * @param yProb probabilities of the positive class, 0 to 1, one a sample.
 * @returns 0 (certain and right) to 1 (certain and wrong).
 * @throws RangeError when they are empty, not as many each, not probabilities, or there are more than two labels.
 * @example
 * brier([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3]); // 0.0375
 */
export function brier(yTrue: VectorLike, yProb: VectorLike, options: RankedOptions = {}): number {
  const { positive, probability, weight } = readProbabilitiesOf(
    'brier',
    yTrue,
    yProb,
    withPosLabel(yTrue, options),
  );
  let [total, weights] = [0, 0];
  probability.forEach((p, i) => {
    const w = weight ? weight[i]! : 1;
    total += w * (Number(positive[i]) - p) ** 2;
    weights += w;
  });
  return total / weights;
}

/** The larger label is positive where none is given and they are not 0 and 1: so `brier_score_loss`, and it alone. */
function withPosLabel(yTrue: VectorLike, options: RankedOptions): RankedOptions {
  const classes = uniqueSorted(toLabels('brier: yTrue', yTrue));
  const isUsual =
    classes.every((label) => label === 0 || label === 1) ||
    classes.join() === '-1' ||
    classes.join() === '-1,1';
  return isUsual ? options : { posLabel: classes.at(-1)!, ...options };
}

/**
 * Reads labels of at most two classes and probabilities of the positive one.
 *
 * @throws RangeError as `brier`.
 */
export function readProbabilitiesOf(
  name: string,
  yTrue: VectorLike,
  yProb: VectorLike,
  { posLabel, sampleWeight }: RankedOptions,
): Probabilities {
  const labels = toLabels(`${name}: yTrue`, yTrue);
  const probability = readProbabilities(`${name}: yProb`, yProb);
  checkAlike(name, 'yProb', probability.length, labels.length);
  const classes = uniqueSorted(labels);
  if (classes.length > 2)
    throw new RangeError(
      `${name}: yTrue: expected two classes, got ${classes.length}: ${classes.slice(0, 10).join(', ')}`,
    );
  const positiveLabel = posLabel ?? defaultPosLabel(name, labels);
  const positive = Array.from(labels, (label) => label === positiveLabel);
  return { positive, probability, weight: readWeight(name, sampleWeight, labels.length) };
}
