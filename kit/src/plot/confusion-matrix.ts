import { describe } from '../data/form';
import { type MatrixLike, toMatrix } from '../data/matrix';
import type { VectorLike } from '../data/vector';
import { confusionMatrix as count } from '../metrics';
import { allLabels } from '../metrics/confusion-matrix';
import { readTargets } from '../metrics/targets';
import { Chart } from './chart';
import { type Counted, captionOf, drawTable, picture } from './confusion-picture';
import { specOf } from './spec';
import { renderSvg } from './svg';

/** What `confusionMatrix` takes besides the counts. */
export interface ConfusionMatrixPlotOptions {
  /** Name of each class, by label 0, 1, …. Default the labels. */
  classes?: readonly string[];
  /** Stands above the picture. Default none. */
  title?: string;
}

/** Labels and predicted labels, whole numbers, one pair a sample. */
export interface LabelPairs {
  yTrue: VectorLike;
  yPred: VectorLike;
}

/**
 * Draws how often each true class (row) was predicted as each class (column). Shades are shares of a row, so
 * that a rare class counts as much as a common one.
 *
 * @param matrix what `confusionMatrix` returned, [classes, classes], counts or shares; or
 *   `{ yTrue, yPred }`, labels to count.
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws RangeError when the matrix is not square, holds something negative or not finite, or `classes`
 *   does not fit; TypeError when what came is not numbers.
 * @example
 * plot.confusionMatrix({ yTrue: [0, 0, 1, 1], yPred: [0, 1, 1, 1] }, { classes: ['cat', 'dog'] })
 */
export function confusionMatrix(
  matrix: MatrixLike | LabelPairs,
  { classes, title }: ConfusionMatrixPlotOptions = {},
): Chart {
  const twice = classes?.find((name, i) => classes.indexOf(name) < i);
  if (twice !== undefined)
    throw new RangeError(`confusionMatrix: classes: expected different names, got ${describe(twice)} twice`);
  const counted = isPairs(matrix) ? countPairs(matrix, classes) : readMatrix(matrix, classes);
  const spec = specOf(title, picture(counted));
  return new Chart({
    text: [...(title ? [title] : []), drawTable(counted)].join('\n'),
    caption: captionOf(counted),
    svg: () => renderSvg(spec),
    spec,
  });
}

function isPairs(matrix: MatrixLike | LabelPairs): matrix is LabelPairs {
  return typeof matrix === 'object' && matrix !== null && 'yTrue' in matrix && 'yPred' in matrix;
}

function countPairs({ yTrue, yPred }: LabelPairs, classes: readonly string[] | undefined): Counted {
  const found = allLabels(readTargets('confusionMatrix', yTrue, yPred, undefined));
  if (!classes) return { counts: count(yTrue, yPred, { labels: [...found] }), classes: found.map(String) };
  const unnamed = found.find((label) => !(label >= 0 && label < classes.length));
  if (unnamed !== undefined)
    throw new RangeError(
      `confusionMatrix: classes: expected a name for each label 0, 1, …; got ${classes.length} names and label ${unnamed}`,
    );
  // A class that is in neither has a row of zeros, and is in the picture all the same.
  const counts = classes.map(() => classes.map(() => 0));
  count(yTrue, yPred, { labels: found }).forEach((row, i) => {
    for (const [j, value] of row.entries()) counts[found[i]!]![found[j]!] = value;
  });
  return { counts, classes: [...classes] };
}

function readMatrix(matrix: MatrixLike, names: readonly string[] | undefined): Counted {
  const { values, rows, columns } = toMatrix('confusionMatrix: matrix', matrix);
  if (rows !== columns)
    throw new RangeError(
      `confusionMatrix: matrix: expected as many rows as columns, got [${rows}, ${columns}]; labels go in as { yTrue, yPred }`,
    );
  const at = values.findIndex((value) => !(value >= 0 && value < Infinity));
  if (at >= 0)
    throw new RangeError(
      `confusionMatrix: matrix: expected finite numbers >= 0, got ${values[at]} in row ${Math.floor(at / columns)}, column ${at % columns}`,
    );
  const classes = names ? [...names] : Array.from({ length: rows }, (_, i) => String(i));
  if (classes.length !== rows)
    throw new RangeError(
      `confusionMatrix: classes: expected a name for each of the ${rows} rows, got ${describe(names)}`,
    );
  const counts = classes.map((_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns)));
  return { counts, classes };
}
