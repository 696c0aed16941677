import { describe } from '../data/form';
import type { LearningCurve } from '../metrics';
import type { Chart } from './chart';
import type { PlotOptions } from './plot-options';
import { short } from './series';
import { drawSpread, type SpreadGroup, type SpreadRow } from './spread';

/** What `learningCurve` takes besides the curve. */
export interface LearningCurvePlotOptions extends PlotOptions {
  /** What the scores are. Default 'score'. */
  score?: string;
}

/**
 * Draws scores on training and test samples against the number of training samples: the mean over the folds,
 * and a band of one (population) standard deviation, as scikit-learn's `LearningCurveDisplay`. Scores that are
 * not finite are left out, and a mark tells of them.
 *
 * @param curve what `learningCurve` resolved to: `trainSizes` [sizes], `trainScores` and `testScores`
 *   [sizes][folds].
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws TypeError when it is no such curve; RangeError when there are not as many scores as sizes.
 * @example
 * plot.learningCurve({
 *   trainSizes: [10, 100],
 *   trainScores: [[1, 1], [0.9, 0.94]],
 *   testScores: [[0.5, 0.6], [0.88, 0.9]],
 * }, { score: 'accuracy' })
 */
export function learningCurve(
  curve: LearningCurve,
  { score = 'score', ...options }: LearningCurvePlotOptions = {},
): Chart {
  check(curve);
  const groups = [
    groupOf('training', curve.trainSizes, curve.trainScores),
    groupOf('test', curve.trainSizes, curve.testScores),
  ];
  const ends = groups.map(({ name, rows }) => `${name} ${said(rows.at(-1)!.middle)}`).join(', ');
  const caption = `Mean ${score} with ${curve.trainSizes.at(-1)} training samples: ${ends}.`;
  return drawSpread({ ...options, groups, xTitle: 'training samples', yTitle: score, caption });
}

function said(mean: number | null): string {
  return mean === null ? 'not finite' : short(mean);
}

function groupOf(name: string, sizes: number[], scores: number[][]): SpreadGroup {
  const rows = sizes.map((size, i) => rowOf(size, scores[i]!));
  const at = scores.findIndex((folds) => !folds.every(Number.isFinite));
  if (at < 0) return { name, rows };
  const count = scores[at]!.filter((value) => !Number.isFinite(value)).length;
  return { name, rows, mark: { x: sizes[at]!, words: `${count} of ${scores[at]!.length} folds not finite` } };
}

function rowOf(x: number, folds: number[]): SpreadRow {
  const finite = folds.filter(Number.isFinite);
  if (finite.length === 0) return { x, low: null, middle: null, high: null };
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / finite.length);
  return { x, low: mean - deviation, middle: mean, high: mean + deviation };
}

function check(curve: LearningCurve): void {
  const { trainSizes, trainScores, testScores } = curve ?? {};
  if (!Array.isArray(trainSizes) || trainSizes.length === 0)
    throw new TypeError(
      `curve: expected what learningCurve(…) resolved to (await it), with trainSizes; got ${describe(curve)}`,
    );
  for (const [name, scores] of Object.entries({ trainScores, testScores })) {
    if (!Array.isArray(scores) || !scores.every((folds) => Array.isArray(folds) && folds.length > 0))
      throw new TypeError(`curve.${name}: expected scores [sizes][folds], got ${describe(scores)}`);
    if (scores.length !== trainSizes.length)
      throw new RangeError(
        `curve.${name}: expected one list for each of ${trainSizes.length} trainSizes, got ${scores.length}`,
      );
  }
}
