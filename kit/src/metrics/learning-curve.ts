import { isTensor } from '../data/form';
import { areClasses } from '../data/splits/classes';
import { type Draws, drawsFrom } from '../data/splits/draws';
import type { Fold } from '../data/splits/fold';
import { kFoldWith } from '../data/splits/k-fold';
import { stratifiedKFoldWith } from '../data/splits/stratified-k-fold';
import { type PartOf, type Samples, takeSamples } from '../data/splits/take-samples';
import { countAlike } from '../data/splits/train-test-split';
import { linspace } from './linspace';

/** Some of the samples. */
export interface Part<X, Y> {
  x: PartOf<X>;
  y: PartOf<Y>;
}

/**
 * Trains a fresh model on `train` and scores it on both parts. Where the parts are tensors, they are disposed
 * after it is done.
 */
export type FitScore<X, Y> = (
  train: Part<X, Y>,
  test: Part<X, Y>,
) => { train: number; test: number } | Promise<{ train: number; test: number }>;

export interface LearningCurveOptions {
  /**
   * Numbers of training samples: fractions of a fold's training part where none is above 1, else counts.
   * Default 5 fractions from 0.1 to 1.
   */
  trainSizes?: readonly number[];
  /** Folds, or how many: stratified where `y` tells classes. Default 5. */
  cv?: number | readonly Fold[];
  /** Whether to draw which training samples are in a smaller part; otherwise the first are. Default false. */
  shuffle?: boolean;
  /** A seed for these draws alone; by default they come from the global stream that `seed` sets. */
  seed?: number;
}

/** Scores by number of training samples. */
export interface LearningCurve {
  trainSizes: number[];
  /** [sizes][folds] */
  trainScores: number[][];
  /** [sizes][folds] */
  testScores: number[][];
}

/**
 * Scores on training and test samples as the training part grows, as scikit-learn's `learning_curve` (1.4) of a
 * classifier. A gap that closes with more samples asks for more of them; two low curves that meet ask for
 * another model. Without `shuffle` and with sorted labels, small parts hold one class.
 *
 * @param fitScore trains and scores, once for each fold and size.
 * @param x samples in any form.
 * @param y their labels.
 * @throws RangeError when a size does not fit the folds or the numbers of samples differ.
 * @example
 * const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
 * const { trainSizes, testScores } = await learningCurve(
 *   (train, test) => ({ train: mean(train.y), test: mean(test.y) }),
 *   [1, 2, 3, 4, 5, 6], [0, 1, 0, 1, 0, 1], { cv: 2, trainSizes: [0.7, 1] },
 * ); // trainSizes [2, 3], testScores [[…, …], […, …]]
 */
export function learningCurve<X extends Samples, Y extends Samples>(
  fitScore: FitScore<X, Y>,
  x: X,
  y: Y,
  options: LearningCurveOptions = {},
): Promise<LearningCurve> {
  return learningCurveWith(fitScore, x, y, options, drawsFrom(options.seed));
}

/** As `learningCurve`, with the random choices passed in. */
export async function learningCurveWith<X extends Samples, Y extends Samples>(
  fitScore: FitScore<X, Y>,
  x: X,
  y: Y,
  { trainSizes = linspace(0.1, 1, 5), cv = 5, shuffle = false }: LearningCurveOptions,
  draws: Draws,
): Promise<LearningCurve> {
  const folds = typeof cv === 'number' ? foldsFor(y, countAlike('learningCurve', [x, y]), cv, draws) : cv;
  const sizes = absoluteSizes(trainSizes, folds[0]?.train.length ?? 0);
  const curve: LearningCurve = {
    trainSizes: sizes,
    trainScores: sizes.map(() => []),
    testScores: sizes.map(() => []),
  };
  for (const { train, test } of folds) {
    const order = shuffle ? draws.permutation(train.length).map((place) => train[place]!) : train;
    for (const [i, size] of sizes.entries()) {
      const scores = await scored(fitScore, part(x, y, order.slice(0, size)), part(x, y, test));
      curve.trainScores[i]!.push(scores.train);
      curve.testScores[i]!.push(scores.test);
    }
  }
  return curve;
}

function foldsFor(y: Samples, n: number, nSplits: number, draws: Draws): Fold[] {
  return areClasses(y) ? stratifiedKFoldWith(y, { nSplits }, draws) : kFoldWith(n, { nSplits }, draws);
}

function part<X extends Samples, Y extends Samples>(x: X, y: Y, rows: number[]): Part<X, Y> {
  return { x: takeSamples(x, rows), y: takeSamples(y, rows) };
}

async function scored<X extends Samples, Y extends Samples>(
  fitScore: FitScore<X, Y>,
  train: Part<X, Y>,
  test: Part<X, Y>,
): Promise<{ train: number; test: number }> {
  try {
    return await fitScore(train, test);
  } finally {
    for (const samples of [train.x, train.y, test.x, test.y]) if (isTensor(samples)) samples.dispose();
  }
}

/** Counts of training samples, rising, without repeats. */
function absoluteSizes(trainSizes: readonly number[], most: number): number[] {
  const areFractions = trainSizes.every((size) => size > 0 && size <= 1);
  const areCounts = trainSizes.every((size) => Number.isInteger(size) && size > 0 && size <= most);
  if (trainSizes.length === 0 || !(areFractions || areCounts))
    throw new RangeError(
      `learningCurve: trainSizes: expected fractions above 0 up to 1, or counts from 1 to the ${most} training samples of a fold; got [${trainSizes}]`,
    );
  const counts = areFractions ? trainSizes.map((size) => Math.max(1, Math.floor(size * most))) : trainSizes;
  const sizes = [...new Set(counts)].sort((a, b) => a - b);
  if (sizes.length < counts.length)
    console.warn(`learningCurve: equal trainSizes are left out: ${sizes.join(', ')} remain.`);
  return sizes;
}
