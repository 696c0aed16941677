import type { VectorLike } from '../data/vector';
import { readScored } from '../metrics/ranked';
import { area, rocCurveOf } from '../metrics/roc-curve';
import { checkBothClasses } from './both-classes';
import { byName, type OneOrNamed } from './by-name';
import type { Chart } from './chart';
import type { PlotOptions } from './plot-options';
import { short } from './series';
import { drawSquare } from './unit-square';

/** What `rocCurve` and `precisionRecallCurve` take besides labels and scores. */
export interface RankedCurveOptions extends PlotOptions {
  /** Which label is the positive one. Default 1 where the labels are 0 and 1 or -1 and 1; else it must be given. */
  posLabel?: number;
}

/**
 * Draws true against false positive rate over every threshold, with the area under it; guessing is the diagonal.
 * The curve is that of `rocCurve`.
 *
 * @param yTrue labels of two classes, one a sample: an array, a typed array, or a tensor [n] or [n, 1].
 * @param yScore a score a sample, higher for the positive class; of several models by name.
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws RangeError when a class is missing, scores are not finite or not as many as labels, or it is not
 *   clear which label is positive; TypeError when what came is not numbers.
 * @example
 * plot.rocCurve([0, 0, 1, 1], { broken: [0.5, 0.5, 0.5, 0.5], fixed: [0.1, 0.4, 0.35, 0.8] })
 */
export function rocCurve(
  yTrue: VectorLike,
  yScore: OneOrNamed<VectorLike>,
  options: RankedCurveOptions = {},
): Chart {
  const models = byName<VectorLike>('rocCurve: yScore', yScore, 'model').map(([name, score]) => {
    const scored = readScored(`rocCurve of ${name}`, yTrue, score, options);
    checkBothClasses('rocCurve', scored.positive);
    const { fpr, tpr, thresholds } = rocCurveOf('rocCurve', scored, true);
    return { name, fpr, tpr, thresholds, auc: area(fpr, tpr) };
  });
  return drawSquare({
    ...options,
    curves: models.map(({ name, fpr, tpr, thresholds, auc }) => ({
      name: `${name} (AUC ${short(auc)})`,
      rows: fpr.map((rate, i) => ({
        fpr: rate,
        tpr: tpr[i]!,
        // JSON has no infinity: the first threshold, which nothing reaches, is left out.
        ...(Number.isFinite(thresholds[i]) ? { threshold: thresholds[i]! } : {}),
      })),
    })),
    x: ['fpr', 'false positive rate'],
    y: ['tpr', 'true positive rate'],
    join: 'line',
    reference: {
      name: 'guessing (AUC 0.5)',
      ends: [
        [0, 0],
        [1, 1],
      ],
    },
    caption: `Area under the ROC curve: ${models.map(({ name, auc }) => `${name} ${short(auc)}`).join(', ')}; guessing 0.5.`,
  });
}
