import type { VectorLike } from '../data/vector';
import { expectedCalibrationError, calibrationCurve as measure } from '../metrics';
import { byName, type OneOrNamed } from './by-name';
import type { Chart } from './chart';
import type { PlotOptions } from './plot-options';
import { short } from './series';
import { drawSquare } from './unit-square';

/** What `calibrationCurve` takes besides labels and probabilities. */
export interface CalibrationPlotOptions extends PlotOptions {
  /** Number of bins, at least 1. Default 5. */
  nBins?: number;
  /** Bins of equal width, or with equally many samples. Default 'uniform'. */
  strategy?: 'uniform' | 'quantile';
  /** Which label is the positive one. Default 1 where the labels are 0 and 1 or -1 and 1; else it must be given. */
  posLabel?: number;
}

/**
 * Draws how often positives come against the probability they were given; a calibrated model lies on the
 * diagonal, an overconfident one is flatter. The curve is that of `calibrationCurve`; the legend has the
 * `expectedCalibrationError` (ECE) over the same bins.
 *
 * @param yTrue labels of two classes, one a sample: an array, a typed array, or a tensor [n] or [n, 1].
 * @param yProb probabilities of the positive class, 0 to 1, one a sample; of several models by name.
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws RangeError when they are empty, not as many each, not probabilities, or an option makes no sense;
 *   TypeError when what came is not numbers.
 * @example
 * plot.calibrationCurve([0, 0, 1, 1], [0.1, 0.3, 0.7, 0.9], { nBins: 2 })
 */
export function calibrationCurve(
  yTrue: VectorLike,
  yProb: OneOrNamed<VectorLike>,
  { nBins = 5, strategy = 'uniform', posLabel, ...options }: CalibrationPlotOptions = {},
): Chart {
  const bins = { nBins, strategy, ...(posLabel === undefined ? {} : { posLabel }) };
  const models = byName<VectorLike>('calibrationCurve: yProb', yProb, 'model').map(([name, probability]) => {
    const { probTrue, probPred } = measure(yTrue, probability, bins);
    const rows = probPred.map((predicted, i) => ({ predicted, observed: probTrue[i]! }));
    return { name, rows, error: short(expectedCalibrationError(yTrue, probability, bins)) };
  });
  return drawSquare({
    ...options,
    curves: models.map(({ name, rows, error }) => ({ name: `${name} (ECE ${error})`, rows })),
    x: ['predicted', 'mean predicted probability'],
    y: ['observed', 'share of positives'],
    join: 'line',
    reference: {
      name: 'calibrated',
      ends: [
        [0, 0],
        [1, 1],
      ],
    },
    caption: `Expected calibration error over ${nBins} bins: ${models.map(({ name, error }) => `${name} ${error}`).join(', ')}.`,
  });
}
