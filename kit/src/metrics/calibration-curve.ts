import { percentiles } from '../data/scaling/percentile';
import type { VectorLike } from '../data/vector';
import { readProbabilitiesOf } from './brier';
import { linspace } from './linspace';

export interface BinOptions {
  /** Number of bins, at least 1. */
  nBins?: number;
  /** Bins of equal width, or with equally many samples. Default 'uniform'. */
  strategy?: 'uniform' | 'quantile';
}

export interface CalibrationCurveOptions extends BinOptions {
  /** Number of bins, at least 1. Default 5. */
  nBins?: number;
  /** Which label is the positive one. Default 1 where the labels are 0 and 1 or -1 and 1; else it must be given. */
  posLabel?: number;
}

/** Share of positives against mean probability, for each bin that has samples. */
export interface CalibrationCurve {
  probTrue: number[];
  probPred: number[];
}

/** Samples of one bin: how many, how many of them positive, and the sum of their probabilities. */
export interface Bin {
  total: number;
  positive: number;
  probability: number;
}

/**
 * How often what is said to come with a probability does come, as scikit-learn's `calibration_curve` (1.4): of a
 * calibrated model both are the same. A probability on the edge of two bins is in the lower one; bins without
 * samples are left out.
 *
 * @param yTrue labels of two classes, one a sample.
 * @param yProb probabilities of the positive class, 0 to 1, one a sample.
 * @throws RangeError when they are empty, not as many each, not probabilities, or an option makes no sense.
 * @example
 * calibrationCurve([0, 0, 1, 1], [0.1, 0.3, 0.7, 0.9], { nBins: 2 }); // { probTrue: [0, 1], probPred: [0.2, 0.8] }
 */
export function calibrationCurve(
  yTrue: VectorLike,
  yProb: VectorLike,
  { nBins = 5, strategy = 'uniform', posLabel }: CalibrationCurveOptions = {},
): CalibrationCurve {
  const { positive, probability } = readProbabilitiesOf(
    'calibrationCurve',
    yTrue,
    yProb,
    posLabelOnly(posLabel),
  );
  const bins = filledBins('calibrationCurve', positive, probability, { nBins, strategy });
  return {
    probTrue: bins.map((bin) => bin.positive / bin.total),
    probPred: bins.map((bin) => bin.probability / bin.total),
  };
}

export function posLabelOnly(posLabel: number | undefined): { posLabel?: number } {
  return posLabel === undefined ? {} : { posLabel };
}

/**
 * Sorts samples into bins by their probability and gives those that got any.
 *
 * @throws RangeError when an option makes no sense.
 */
export function filledBins(
  name: string,
  positive: boolean[],
  probability: Float64Array,
  { nBins, strategy }: Required<BinOptions>,
): Bin[] {
  const edges = binEdges(name, probability, nBins, strategy).slice(1, -1);
  const bins = Array.from({ length: nBins }, (): Bin => ({ total: 0, positive: 0, probability: 0 }));
  probability.forEach((p, i) => {
    const bin = bins[edgesBelow(edges, p)]!;
    bin.total++;
    bin.positive += Number(positive[i]);
    bin.probability += p;
  });
  return bins.filter((bin) => bin.total > 0);
}

function binEdges(name: string, probability: Float64Array, nBins: number, strategy: string): number[] {
  if (!Number.isInteger(nBins) || nBins < 1)
    throw new RangeError(`${name}: nBins: expected a whole number from 1, got ${nBins}`);
  const even = linspace(0, 1, nBins + 1);
  if (strategy === 'uniform') return even;
  if (strategy === 'quantile')
    return percentiles(
      probability,
      even.map((share) => share * 100),
    );
  throw new RangeError(`${name}: strategy: expected 'uniform' or 'quantile', got ${strategy}`);
}

function edgesBelow(edges: number[], p: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < p) low = middle + 1;
    else high = middle;
  }
  return low;
}
