import type * as tf from '@tensorflow/tfjs';
import { describe } from '../data/form';
import { type Matrix, type MatrixLike, toMatrix } from '../data/matrix';
import { tfjs } from '../data/tfjs';
import { toLabels, type VectorLike } from '../data/vector';
import { Chart } from './chart';
import { type Classified, classify, type Prediction } from './classify';
import { type DecisionMap, describeMap, drawMapText } from './decision-picture';
import { isModel } from './layer-weights';
import { type PlotOptions, readWidth, titled } from './plot-options';
import { renderSvg } from './svg';

/**
 * Predicts rows of two features. It gives back one number a row (the probability of class 1, or, where all of
 * them are whole numbers, the class) or a probability for each class [rows, classes]. A tensor that it gives
 * back is disposed.
 */
export type Classifier = (points: number[][]) => Prediction;

/** What `decisionMap` takes besides the classifier. */
export interface DecisionMapOptions extends PlotOptions {
  /** The points on top, [samples, 2]. */
  x: MatrixLike;
  /** Their labels 0, 1, …, one a sample. */
  y: VectorLike;
  /** Name of each class, by label. Default the labels. */
  classes?: readonly string[];
  /** What the features are called. Default ['feature 0', 'feature 1']. */
  features?: readonly [string, string];
  /** From where to where the first feature is drawn. Default where the points are, and a tenth more. */
  xRange?: readonly [number, number];
  /** As `xRange`, of the second feature. */
  yRange?: readonly [number, number];
  /** Cells to each side, 2 to 200. Default 50. */
  steps?: number;
}

/** More than can be told apart by far: what comes is no class then. */
const MOST_CLASSES = 100;

/**
 * Draws what a classifier makes of the plane of two features: each place in the colour of its class, fainter
 * where it is less sure, and the labelled points on top.
 *
 * @param predict a model with two inputs, or a function of rows [x, y] (to scale them first, say).
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws RangeError when `x` has other than two columns, labels do not fit, a range is empty, or what
 *   `predict` gives is not probabilities, one row a point; TypeError when what came is not numbers.
 * @example
 * const points = [[0, 0], [0, 1], [1, 0], [1, 1]];
 * plot.decisionMap((rows) => rows.map(([a, b]) => (a! + b! > 1.5 ? 0.9 : 0.2)), { x: points, y: [0, 0, 0, 1] })
 */
export function decisionMap(predict: Classifier | tf.LayersModel, options: DecisionMapOptions): Chart {
  const width = readWidth(options);
  const map = compute(asClassifier(predict), options);
  const spec = describeMap(map, options.title);
  return new Chart({
    text: titled(options, drawMapText(map, width)),
    caption: captionOf(map),
    svg: () => renderSvg(spec),
    spec,
  });
}

function asClassifier(predict: unknown): Classifier {
  if (isModel(predict)) {
    return (points) => predict.predict(tfjs().tensor2d(points)) as tf.Tensor;
  }
  if (typeof predict === 'function') return predict as Classifier;
  throw new TypeError(`predict: expected a model or a function of rows [x, y], got ${describe(predict)}`);
}

function compute(predict: Classifier, options: DecisionMapOptions): DecisionMap {
  const { steps = 50, features = ['feature 0', 'feature 1'] } = options;
  if (!Number.isInteger(steps) || steps < 2 || steps > 200)
    throw new RangeError(`steps: expected a whole number from 2 to 200, got ${String(steps)}`);
  const x = toMatrix('decisionMap: x', options.x);
  if (x.columns !== 2)
    throw new RangeError(`decisionMap: x: expected two columns, one a feature, got ${x.columns}`);
  const labels = readLabels(options.y, x.rows);
  const xRange = options.xRange ? checkRange('xRange', options.xRange) : rangeOf(x, 0);
  const yRange = options.yRange ? checkRange('yRange', options.yRange) : rangeOf(x, 1);
  const points = Array.from(labels, (_, i) => [x.values[2 * i]!, x.values[2 * i + 1]!]);
  const named = options.classes?.length ?? Math.max(...labels) + 1;
  const centres = cellCentres(xRange, yRange, steps);
  const { predicted, count } = classify(predict, [...centres, ...points], named);
  const classes = namesOf(options.classes, Math.max(count, ...labels.map((label) => label + 1)));
  const cells = predicted.slice(0, centres.length);
  return {
    classes,
    features,
    xRange,
    yRange,
    steps,
    cells,
    points: placed(points, labels, predicted.slice(centres.length)),
  };
}

function placed(
  points: number[][],
  labels: Float64Array,
  predicted: (Classified | null)[],
): DecisionMap['points'] {
  return points.map(([x, y], i) => ({
    x: x!,
    y: y!,
    label: labels[i]!,
    right: predicted[i]?.label === labels[i],
  }));
}

function readLabels(y: VectorLike, rows: number): Float64Array {
  const labels = toLabels('decisionMap: y', y);
  if (labels.length !== rows)
    throw new RangeError(
      `decisionMap: y: expected one label for each of the ${rows} rows of x, got ${labels.length}`,
    );
  const bad = labels.find((label) => label < 0);
  if (bad !== undefined) throw new RangeError(`decisionMap: y: expected labels 0, 1, …, got ${bad}`);
  return labels;
}

function namesOf(classes: readonly string[] | undefined, count: number): string[] {
  if (count > MOST_CLASSES)
    throw new RangeError(
      `decisionMap: y, predict: expected at most ${MOST_CLASSES} classes, got label ${count - 1}`,
    );
  if (!classes) return Array.from({ length: Math.max(2, count) }, (_, i) => String(i));
  if (classes.length >= count) return [...classes];
  throw new RangeError(
    `decisionMap: classes: expected a name for each of ${count} classes, got ${classes.length}`,
  );
}

function checkRange(name: string, range: readonly [number, number]): readonly [number, number] {
  const [from, to] = Array.isArray(range) ? range : [Number.NaN, Number.NaN];
  if (Number.isFinite(from) && Number.isFinite(to) && from < to) return range;
  throw new RangeError(
    `${name}: expected [least, greatest], finite and rising, got ${describe(range)}: ${String(range)}`,
  );
}

/** Where the finite values of a column are, with room round them. */
function rangeOf({ values }: Matrix, column: number): [number, number] {
  const finite = values.filter((value, i) => i % 2 === column && Number.isFinite(value));
  if (finite.length === 0) return [0, 1];
  const [least, greatest] = [Math.min(...finite), Math.max(...finite)];
  const room = greatest > least ? 0.1 * (greatest - least) : 0.5;
  return [least - room, greatest + room];
}

function cellCentres(xRange: readonly number[], yRange: readonly number[], steps: number): number[][] {
  const centre = ([from, to]: readonly number[], i: number) => from! + ((to! - from!) * (i + 0.5)) / steps;
  return Array.from({ length: steps * steps }, (_, i) => [
    centre(xRange, i % steps),
    centre(yRange, Math.floor(i / steps)),
  ]);
}

function captionOf({ points, cells }: DecisionMap): string {
  const right = points.filter((point) => point.right).length;
  const lost = cells.filter((cell) => cell === null).length;
  const said = lost === 0 ? '' : ` Predictions of ${lost} of ${cells.length} cells are not numbers.`;
  return `${right} of ${points.length} points lie where their class is predicted.${said}`;
}
