import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import * as metrics from '../metrics';
import { calibrationCurve } from './calibration-curve';
import { precisionRecallCurve } from './precision-recall-curve';
import { rocCurve } from './roc-curve';
import { drawnSvg, marks, textWidth, valuesOf } from './svg.fixture';

// The example of scikit-learn's documentation of roc_curve and precision_recall_curve.
const yTrue = [0, 0, 1, 1];
const yScore = [0.1, 0.4, 0.35, 0.8];
const column = (rows: Record<string, unknown>[], name: string) => rows.map((row) => row[name]);

beforeAll(async () => {
  await ready();
});

test('the ROC curve has the numbers of scikit-learn and its area in the legend', () => {
  const chart = rocCurve(yTrue, { fixed: yScore, broken: [0.5, 0.5, 0.5, 0.5] }, { title: 'ROC' });
  const rows = valuesOf(chart, 1).filter(({ curve }) => curve === 'fixed (AUC 0.75)');
  expect(column(rows, 'fpr')).toEqual([0, 0, 0.5, 0.5, 1]);
  expect(column(rows, 'tpr')).toEqual([0, 0.5, 0.5, 1, 1]);
  expect(column(rows, 'threshold')).toEqual([undefined, 0.8, 0.4, 0.35, 0.1]);
  expect(chart.caption).toBe('Area under the ROC curve: fixed 0.75, broken 0.5; guessing 0.5.');
  const svg = drawnSvg(chart);
  expect(marks(svg, 'line mark')).toBe(3);
  for (const word of [
    'ROC',
    'fixed (AUC 0.75)',
    'broken (AUC 0.5)',
    'false positive rate',
    'true positive rate',
  ])
    expect(svg).toContain(`>${word}<`);
});

test('the precision-recall curve has the numbers of scikit-learn, and the share of positives to compare', () => {
  const chart = precisionRecallCurve(yTrue, yScore);
  const rows = valuesOf(chart, 1);
  expect(column(rows, 'precision')).toEqual([0.5, 2 / 3, 0.5, 1, 1]);
  expect(column(rows, 'recall')).toEqual([1, 1, 0.5, 0.5, 0]);
  expect(column(rows, 'threshold')).toEqual([0.1, 0.35, 0.4, 0.8, undefined]);
  expect(column(valuesOf(chart, 0), 'y')).toEqual([0.5, 0.5]);
  expect(chart.caption).toBe('Area under the precision-recall curve: model 0.833; guessing 0.5.');
  expect(marks(drawnSvg(chart), 'line mark')).toBe(2);
});

test('areas are those of the metrics, for any scores', () => {
  const labels = Array.from({ length: 97 }, (_, i) => Number(i % 3 === 0));
  const scores = labels.map((label, i) => ((i * 37) % 101) / 101 + 0.2 * label);
  const shown = (value: number) => String(Number(value.toPrecision(3)));
  expect(rocCurve(labels, scores).caption).toContain(`model ${shown(metrics.rocAuc(labels, scores))};`);
  expect(precisionRecallCurve(labels, scores).caption).toContain(
    `model ${shown(metrics.prAuc(labels, scores))};`,
  );
  drawnSvg(rocCurve(labels, scores));
  drawnSvg(precisionRecallCurve(labels, scores));
});

test('the area under the steps that are drawn is the average precision', () => {
  const svg = drawnSvg(precisionRecallCurve(yTrue, yScore));
  const path = [...svg.matchAll(/ d="(M[^"]*)" stroke="#D55E00"/g)][0]![1]!;
  const corners = [...path.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [
    Number(x) / 260,
    1 - Number(y) / 260,
  ]);
  const drawn = corners.reduce((sum, [x, y], i) => (i === 0 ? 0 : sum + (corners[i - 1]![0]! - x!) * y!), 0);
  expect(drawn).toBeCloseTo(metrics.prAuc(yTrue, yScore), 4);
});

test('another positive label turns the curve round', () => {
  expect(rocCurve([1, 1, 2, 2], yScore, { posLabel: 1 }).caption).toContain('model 0.25;');
  expect(precisionRecallCurve([1, 1, 2, 2], yScore, { posLabel: 2 }).caption).toContain('model 0.833;');
});

test('the calibration curve has the numbers of the metric, by hand', () => {
  const chart = calibrationCurve([0, 0, 1, 1], [0.1, 0.3, 0.7, 0.9], { nBins: 2 });
  expect(valuesOf(chart, 1)).toMatchObject([
    { predicted: 0.2, observed: 0 },
    { predicted: 0.8, observed: 1 },
  ]);
  expect(chart.caption).toBe('Expected calibration error over 2 bins: model 0.2.');
  const svg = drawnSvg(chart);
  expect([marks(svg, 'line mark'), marks(svg, 'point')]).toEqual([2, 2]);
  expect(svg).toContain('>model (ECE 0.2)<');
});

test('in a terminal the curve, the diagonal and the legend are there, as wide as asked', () => {
  const { text } = rocCurve(yTrue, yScore, { width: 40 });
  const lines = text.split('\n');
  expect(lines[1]).toBe(`      1 ┤${' '.repeat(15)}${'●'.repeat(16)}`);
  expect(lines[11]).toMatch(/^ {4}0.5 ┤●{16}$/);
  expect(lines[7]).toMatch(/^ {4}0.7 ┤ {15}● +·$/);
  expect(lines.slice(-2)).toEqual(['         ●● model (AUC 0.75)', '         ·· guessing (AUC 0.5)']);
  expect(textWidth(calibrationCurve(yTrue, yScore, { width: 50 }))).toBeLessThanOrEqual(51);
});

test('tensors and typed arrays draw the same, and no tensor is left', () => {
  const before = tf.memory().numTensors;
  const [labels, scores] = [tf.tensor2d(yTrue, [4, 1]), tf.tensor1d([0.25, 0.5, 0.375, 0.75])];
  for (const draw of [rocCurve, precisionRecallCurve, calibrationCurve])
    expect(draw(labels, scores).spec).toEqual(draw(Uint8Array.from(yTrue), [0.25, 0.5, 0.375, 0.75]).spec);
  tf.dispose([labels, scores]);
  expect(tf.memory().numTensors).toBe(before);
});

test.each<[() => unknown, string]>([
  [
    () => rocCurve([1, 1], [0.1, 0.2]),
    'rocCurve: yTrue: expected labels of both classes, got no negative one',
  ],
  [
    () => precisionRecallCurve([0, 0], [0.1, 0.2]),
    'precisionRecallCurve: yTrue: expected labels of both classes, got no positive one',
  ],
  [
    () => rocCurve(yTrue, { a: yScore, b: [1] }),
    'rocCurve of b: yScore: expected one for each of 4 labels, got 1',
  ],
  [() => rocCurve(yTrue, [0, 1, Number.NaN, 1]), 'yScore: expected finite numbers, got NaN at 2'],
  [() => rocCurve(yTrue, {}), 'rocCurve: yScore: expected at least one, got an empty object'],
  [() => rocCurve(yTrue, { a: 3 as never }), 'rocCurve: yScore.a: expected numbers, got 3'],
  [
    () => precisionRecallCurve(yTrue, null as never),
    'precisionRecallCurve: yScore: expected numbers, or several by name, got null',
  ],
  [() => rocCurve([2, 3, 2, 3], yScore), 'or posLabel to say which is the positive one'],
  [() => calibrationCurve(yTrue, [0, 1, 2, 3]), 'expected probabilities from 0 to 1, got 2'],
  [() => calibrationCurve(yTrue, yScore, { nBins: 0 }), 'nBins: expected a whole number from 1, got 0'],
])('%p is an error that says what was expected', (draw, message) => {
  expect(draw).toThrow(message);
});
