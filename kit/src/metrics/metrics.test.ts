import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expectClose } from '../close.fixture';
import type { VectorLike } from '../data/vector';
import { ready } from '../engine';
import { golden } from '../golden.fixture';
import * as metrics from '.';
import { linspace } from './linspace';

interface Case {
  name: string;
  metric: string;
  input: number;
  options: object;
  error?: string;
  expected: unknown;
  warns: boolean;
}

const byName: Record<string, unknown> = { ...metrics };
const reference = golden<{ metrics: Case[]; inputs: { yTrue: number[]; second: number[] }[] }>('metrics');

let warn: jest.SpyInstance;
beforeAll(async () => {
  await ready();
});
beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => {
  warn.mockRestore();
});

type Metric = (yTrue: unknown, second: unknown, options?: object) => unknown;

function call({ metric, input, options }: Case): unknown {
  const { yTrue, second } = reference.inputs[input]!;
  const of = byName[metric] as Metric;
  return metric === 'accuracy' ? of(yTrue, second) : of(yTrue, second, options);
}

function expectAlike(actual: unknown, expected: unknown): void {
  if (typeof expected !== 'object' || Array.isArray(expected)) {
    expectClose(actual, expected);
    return;
  }
  expect(Object.keys(actual as object).sort()).toEqual(Object.keys(expected as object).sort());
  for (const [key, value] of Object.entries(expected as object))
    expectClose((actual as Record<string, unknown>)[key], value);
}

describe.each([...new Set(reference.metrics.map(({ metric }) => metric))])('%s as scikit-learn', (metric) => {
  test.each(reference.metrics.filter((given) => given.metric === metric))('$name', (given) => {
    if (given.error !== undefined) return expect(() => call(given)).toThrow(new RegExp(`^${metric}: `));
    expectAlike(call(given), given.expected);
    expect(warn.mock.calls.length > 0).toBe(given.warns);
  });
});

test('the examples of the docstrings', () => {
  const { accuracy, balancedAccuracy, brier, confusionMatrix, f1, mcc, precision, prAuc, recall, rocAuc } =
    metrics;
  expect(accuracy([1, 0, 1, 0], [0.9, 0.5, 0.4, 0.1])).toBe(0.75);
  expect(accuracy([0, 1, 2, 2], [0, 1, 1, 2])).toBe(0.75);
  expect(confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1])).toEqual([
    [1, 1],
    [0, 2],
  ]);
  expect(precision([0, 0, 1, 1], [0, 1, 1, 1])).toBe(2 / 3);
  expect(recall([0, 0, 1, 1], [0, 0, 0, 1])).toBe(0.5);
  expect(f1([0, 0, 1, 1], [0, 1, 1, 1])).toBe(0.8);
  expect(balancedAccuracy([0, 0, 0, 1], [0, 0, 0, 0])).toBe(0.5);
  expect(mcc([0, 0, 1, 1], [0, 1, 1, 1])).toBeCloseTo(0.577, 3);
  const [y, score] = [
    [0, 0, 1, 1],
    [0.1, 0.4, 0.35, 0.8],
  ];
  expect(rocAuc(y, score)).toBe(0.75);
  expect(prAuc(y, score)).toBeCloseTo(0.8333, 4);
  expect(metrics.rocCurve(y, score)).toEqual({
    fpr: [0, 0, 0.5, 0.5, 1],
    tpr: [0, 0.5, 0.5, 1, 1],
    thresholds: [Infinity, 0.8, 0.4, 0.35, 0.1],
  });
  expect(metrics.precisionRecallCurve(y, score)).toEqual({
    precision: [0.5, 2 / 3, 0.5, 1, 1],
    recall: [1, 1, 0.5, 0.5, 0],
    thresholds: [0.1, 0.35, 0.4, 0.8],
  });
  expect(metrics.chooseThreshold(y, score)).toEqual({ threshold: 0.35, score: 0.8 });
  expect(brier([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3])).toBeCloseTo(0.0375, 12);
  expect(metrics.calibrationCurve(y, [0.1, 0.3, 0.7, 0.9], { nBins: 2 })).toEqual({
    probTrue: [0, 1],
    probPred: [0.2, 0.8],
  });
  expect(metrics.expectedCalibrationError(y, [0.1, 0.3, 0.7, 0.9], { nBins: 2 })).toBeCloseTo(0.2, 12);
});

test('labels and scores are read from tensors, typed arrays, columns and values with a shape, unchanged', () => {
  const before = tf.memory().numTensors;
  const [y, score] = [
    [0, 0, 1, 1],
    [0.1, 0.4, 0.35, 0.8],
  ];
  const forms: [VectorLike, VectorLike][] = [
    [tf.tensor1d(y, 'int32'), tf.tensor2d(score, [4, 1])],
    [Uint8Array.from(y), Float32Array.from(score)],
    [y.map((label) => [label]), score.map((value) => [value])],
    [
      { values: Float32Array.from(y), shape: [4, 1] },
      { values: Float64Array.from(score), shape: [4] },
    ],
  ];
  for (const [labels, scores] of forms) {
    expect(metrics.rocAuc(labels, scores)).toBe(0.75);
    expect(metrics.accuracy(labels, scores)).toBe(0.75);
    expect(metrics.confusionMatrix(labels, labels)).toEqual([
      [2, 0],
      [0, 2],
    ]);
  }
  expect(forms[1]![0]).toEqual(Uint8Array.from(y));
  tf.dispose(forms[0] as tf.Tensor[]);
  expect(tf.memory().numTensors).toBe(before);
});

const pairs = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { minLength: 1, maxLength: 40 });

test('metrics of labels hold together', () => {
  fc.assert(
    fc.property(pairs, (rows) => {
      const [y, predicted] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
      const counts = metrics.confusionMatrix(y, predicted);
      expect(counts.flat().reduce((a, b) => a + b)).toBe(rows.length);
      const right = counts.reduce((total, row, i) => total + row[i]!, 0) / rows.length;
      expect(metrics.accuracy(y, predicted)).toBeCloseTo(right, 12);
      expect(metrics.f1(y, predicted, { average: 'micro' })).toBeCloseTo(right, 12);
      expect(metrics.mcc(y, predicted)).toBeCloseTo(metrics.mcc(predicted, y), 12);
    }),
  );
});

test('the area under the curve is the chance that a positive scores higher, ties by half', () => {
  const samples = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 5 })), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(samples, (rows) => {
      const [on, off] = [true, false].map((side) =>
        rows.filter(([positive]) => positive === side).map(([, s]) => s),
      );
      fc.pre(on!.length > 0 && off!.length > 0);
      const wins = on!.flatMap((a) => off!.map((b) => (a > b ? 1 : a === b ? 0.5 : 0) as number));
      const expected = wins.reduce((a, b) => a + b) / wins.length;
      expect(
        metrics.rocAuc(
          rows.map(([positive]) => Number(positive)),
          rows.map(([, s]) => s),
        ),
      ).toBeCloseTo(expected, 12);
    }),
  );
});

test('half a million samples are scored without overflowing the stack', () => {
  const y = Uint8Array.from({ length: 500_000 }, (_, i) => i % 2);
  const score = Float64Array.from(y, (label, i) => (label + (i % 7919)) / 8000);
  expect(metrics.rocAuc(y, score)).toBeCloseTo(0.5, 2);
  expect(metrics.chooseThreshold(y, score).score).toBeGreaterThan(0.66);
});

test('evenly spaced numbers end where they should, whatever the rounding', () => {
  expect(linspace(0, 1, 50).at(-1)).toBe(1);
});

test('a whole-numbered weight counts a sample as often', () => {
  const [y, predicted, sampleWeight] = [
    [0, 1, 1, 0],
    [0, 1, 0, 1],
    [1, 2, 3, 1],
  ];
  const repeat = (values: number[]) =>
    values.flatMap((value, i) => new Array<number>(sampleWeight[i]!).fill(value));
  for (const metric of [
    'confusionMatrix',
    'precision',
    'recall',
    'f1',
    'balancedAccuracy',
    'mcc',
    'brier',
  ] as const)
    expectClose(
      (byName[metric] as Metric)(y, predicted, { sampleWeight }),
      (byName[metric] as Metric)(repeat(y), repeat(predicted)),
    );
});

test.each<[string, () => unknown, string]>([
  ['no label', () => metrics.f1([], []), 'f1: yTrue: expected at least one value, got none'],
  ['lengths', () => metrics.mcc([0, 1], [1]), 'mcc: yPred: expected one for each of 2 labels, got 1'],
  [
    'a probability for a label',
    () => metrics.recall([0, 1], [0.2, 1]),
    'recall: yPred: expected whole numbers as labels, got 0.2 at 0; for probabilities, threshold',
  ],
  [
    'NaN for a label',
    () => metrics.precision([0, Number.NaN], [0, 1]),
    'precision: yTrue: expected whole numbers as labels, got NaN at 1',
  ],
  [
    'NaN for a score',
    () => metrics.rocAuc([0, 1], [0, Number.NaN]),
    'rocAuc: yScore: expected finite numbers, got NaN at 1; find out',
  ],
  [
    'one-hot labels',
    () =>
      metrics.confusionMatrix(
        [
          [1, 0],
          [0, 1],
        ],
        [0, 1],
      ),
    'confusionMatrix: yTrue: expected one number a sample',
  ],
  [
    'weights',
    () => metrics.f1([0, 1], [0, 1], { sampleWeight: [1] }),
    'f1: sampleWeight: expected one for each of 2 labels, got 1',
  ],
  [
    'weights of 0',
    () => metrics.brier([0, 1], [0, 1], { sampleWeight: [0, 0] }),
    'brier: sampleWeight: expected at least one above 0, got 2 zeros',
  ],
  [
    'more than two labels',
    () => metrics.f1([0, 1, 2], [0, 1, 2]),
    "f1: average: expected 'macro', 'micro', 'weighted' or null for the 3 labels 0, 1, 2; got 'binary'",
  ],
  [
    'an unknown average',
    () => metrics.f1([0, 1], [0, 1], { average: 'mean' as never }),
    "f1: average: expected 'binary', 'macro', 'micro', 'weighted' or null, got mean",
  ],
  [
    'an unknown zeroDivision',
    () => metrics.f1([0, 1], [0, 1], { zeroDivision: 2 }),
    "f1: zeroDivision: expected 'warn', 0, 1 or NaN, got 2",
  ],
  [
    'no labels to score',
    () => metrics.f1([0, 1], [0, 1], { average: 'macro', labels: [] }),
    'f1: labels: expected at least one label, got none',
  ],
  [
    'a class missing',
    () => metrics.rocAuc([1, 1], [0, 1]),
    'rocAuc: yTrue: expected both classes, got only one',
  ],
  [
    'two columns',
    () =>
      metrics.rocAuc(
        [0, 1],
        [
          [0.5, 0.5],
          [0.1, 0.9],
        ],
      ),
    'rocAuc: yScore: expected one score a sample for two classes, got an array of shape [2,2]; pass the column',
  ],
  [
    'maxFpr',
    () => metrics.rocAuc([0, 1], [0, 1], { maxFpr: 2 }),
    'rocAuc: maxFpr: expected more than 0 and at most 1, got 2',
  ],
  [
    'logits',
    () => metrics.brier([0, 1], [-1, 2]),
    'brier: yProb: expected probabilities from 0 to 1, got -1 at 0; of logits, take the sigmoid first',
  ],
  [
    'bins',
    () => metrics.calibrationCurve([0, 1], [0, 1], { nBins: 0 }),
    'calibrationCurve: nBins: expected a whole number from 1, got 0',
  ],
  [
    'strategy',
    () => metrics.calibrationCurve([0, 1], [0, 1], { strategy: 'x' as never }),
    "calibrationCurve: strategy: expected 'uniform' or 'quantile', got x",
  ],
  [
    'labels beyond the columns',
    () =>
      metrics.expectedCalibrationError(
        [0, 2],
        [
          [0.5, 0.5],
          [0.1, 0.9],
        ],
      ),
    'expectedCalibrationError: yTrue: expected labels 0 to 1, as the columns of yProb; got 2',
  ],
  [
    'which is positive',
    () => metrics.rocCurve([3, 8], [0, 1]),
    'rocCurve: yTrue holds 2 labels, 3, 8: expected 0 and 1, or -1 and 1, or posLabel',
  ],
  [
    'one class to choose by',
    () => metrics.chooseThreshold([1, 1], [0, 1]),
    'chooseThreshold: yTrue: expected both classes, got only one',
  ],
  [
    'what to choose by',
    () => metrics.chooseThreshold([0, 1], [0, 1], { by: 'x' as never }),
    "chooseThreshold: by: expected 'f1' or 'youden', got x",
  ],
  [
    'labels given twice',
    () => metrics.confusionMatrix([0, 1], [0, 1], { labels: [0, 0] }),
    'confusionMatrix: labels: expected different labels, at least one of them in yTrue (0,1), got [0,0]',
  ],
])('%s: an error that names the argument', (_name, run, message) => {
  expect(run).toThrow(message);
});
