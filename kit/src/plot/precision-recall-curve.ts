import type { VectorLike } from '../data/vector';
import { prAuc } from '../metrics';
import { precisionRecallCurveOf } from '../metrics/precision-recall-curve';
import { readScored, type Scored } from '../metrics/ranked';
import { checkBothClasses } from './both-classes';
import { byName, type OneOrNamed } from './by-name';
import type { Chart } from './chart';
import type { RankedCurveOptions } from './roc-curve';
import { short } from './series';
import { drawSquare } from './unit-square';

/**
 * Draws precision against recall over every threshold, in steps, with the area under them (average precision);
 * guessing is the level of the share of positives. The curve is that of `precisionRecallCurve` with
 * `dropIntermediate`.
 *
 * @param yTrue labels of two classes, one a sample: an array, a typed array, or a tensor [n] or [n, 1].
 * @param yScore a score a sample, higher for the positive class; of several models by name.
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws RangeError when a class is missing, scores are not finite or not as many as labels, or it is not
 *   clear which label is positive; TypeError when what came is not numbers.
 * @example
 * plot.precisionRecallCurve([0, 0, 1, 1], { broken: [0.5, 0.5, 0.5, 0.5], fixed: [0.1, 0.4, 0.35, 0.8] })
 */
export function precisionRecallCurve(
  yTrue: VectorLike,
  yScore: OneOrNamed<VectorLike>,
  options: RankedCurveOptions = {},
): Chart {
  const scored = byName<VectorLike>('precisionRecallCurve: yScore', yScore, 'model').map(
    ([name, score]) => [name, readScored(`precisionRecallCurve of ${name}`, yTrue, score, options)] as const,
  );
  const { positive } = scored[0]![1];
  checkBothClasses('precisionRecallCurve', positive);
  const base = positive.filter(Boolean).length / positive.length;
  const models = scored.map(([name, one]) => ({ name, rows: rowsOf(one), area: areaOf(one) }));
  return drawSquare({
    ...options,
    curves: models.map(({ name, rows, area }) => ({ name: `${name} (AUC ${short(area)})`, rows })),
    x: ['recall', 'recall'],
    y: ['precision', 'precision'],
    join: 'step',
    reference: {
      name: `guessing (AUC ${short(base)})`,
      ends: [
        [0, base],
        [1, base],
      ],
    },
    caption: `Area under the precision-recall curve: ${models.map(({ name, area }) => `${name} ${short(area)}`).join(', ')}; guessing ${short(base)}.`,
  });
}

function rowsOf(scored: Scored): Record<string, number>[] {
  const { precision, recall, thresholds } = precisionRecallCurveOf('precisionRecallCurve', scored, true);
  return precision.map((share, i) => ({
    recall: recall[i]!,
    precision: share,
    ...(i < thresholds.length ? { threshold: thresholds[i]! } : {}),
  }));
}

function areaOf({ positive, score }: Scored): number {
  return prAuc(positive.map(Number), score);
}
