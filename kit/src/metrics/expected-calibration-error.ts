import type { VectorLike } from '../data/vector';
import { readProbabilitiesOf } from './brier';
import { type BinOptions, filledBins, posLabelOnly } from './calibration-curve';
import { readScoreColumns, type ScoresLike } from './score-columns';
import { readProbabilities, uniqueSorted } from './targets';

export interface ExpectedCalibrationErrorOptions extends BinOptions {
  /** Number of bins, at least 1. Default 10. */
  nBins?: number;
  /** Which of two labels is the positive one. Default 1 where the labels are 0 and 1 or -1 and 1; else it must be given. */
  posLabel?: number;
}

/**
 * Mean distance between what is predicted and what comes, over the bins of `calibrationCurve` by their samples
 * (Naeini, Cooper and Hauskrecht 2015, with their 10 bins of equal width).
 *
 * With one probability a sample it is of the positive class. With [samples, classes] it is of the most likely
 * class, and what comes is whether that is right (Guo et al. 2017); the labels then are the columns 0, 1, ….
 *
 * @param yTrue labels, whole numbers, one a sample.
 * @param yProb probabilities, 0 to 1.
 * @returns 0 (calibrated) to 1.
 * @throws RangeError when they are empty, not as many each, not probabilities, or an option makes no sense.
 * @example
 * expectedCalibrationError([0, 0, 1, 1], [0.1, 0.3, 0.7, 0.9], { nBins: 2 }); // 0.2
 */
export function expectedCalibrationError(
  yTrue: VectorLike,
  yProb: ScoresLike,
  { nBins = 10, strategy = 'uniform', posLabel }: ExpectedCalibrationErrorOptions = {},
): number {
  const name = 'expectedCalibrationError';
  const { labels, scores } = readScoreColumns(name, yTrue, yProb);
  const { positive, probability } =
    scores.columns === 1
      ? readProbabilitiesOf(name, yTrue, scores.values, posLabelOnly(posLabel))
      : mostLikely(name, labels, scores);
  const bins = filledBins(name, positive, probability, { nBins, strategy });
  const distance = bins.map((bin) => Math.abs(bin.positive - bin.probability));
  return distance.reduce((total, value) => total + value, 0) / probability.length;
}

/** Probability of the most likely class, and whether it is the true one. */
function mostLikely(
  name: string,
  labels: Float64Array,
  { values, columns, rows }: ReturnType<typeof readScoreColumns>['scores'],
): { positive: boolean[]; probability: Float64Array } {
  readProbabilities(`${name}: yProb`, values);
  const foreign = uniqueSorted(labels).find((label) => label < 0 || label >= columns);
  if (foreign !== undefined)
    throw new RangeError(
      `${name}: yTrue: expected labels 0 to ${columns - 1}, as the columns of yProb; got ${foreign}`,
    );
  const rowsOf = Array.from({ length: rows }, (_, i) => values.subarray(i * columns, (i + 1) * columns));
  const probability = Float64Array.from(rowsOf, (row) => Math.max(...row));
  return { positive: rowsOf.map((row, i) => row.indexOf(probability[i]!) === labels[i]), probability };
}
