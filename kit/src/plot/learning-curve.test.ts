import { learningCurve as measure } from '../metrics';
import { learningCurve } from './learning-curve';
import { drawnSvg, marks, valuesOf } from './svg.fixture';

const curve = {
  trainSizes: [10, 100],
  trainScores: [
    [1, 1],
    [0.9, 0.94],
  ],
  testScores: [
    [0.5, 0.7],
    [0.88, 0.9],
  ],
};

test('line and band are mean and one standard deviation over the folds, by hand', () => {
  const rows = valuesOf(learningCurve(curve));
  const numbers = rows.map(({ group, x, low, middle, high }) => [
    group,
    x,
    ...[low, middle, high].map((v) => Number((v as number).toFixed(9))),
  ]);
  expect(numbers).toEqual([
    ['training', 10, 1, 1, 1],
    ['training', 100, 0.9, 0.92, 0.94],
    ['test', 10, 0.5, 0.6, 0.7],
    ['test', 100, 0.88, 0.89, 0.9],
  ]);
});

test('it draws what the metric resolves to', async () => {
  const scores = { train: 1, test: 0.5 };
  const chart = learningCurve(
    await measure(() => scores, [1, 2, 3, 4], [0, 1, 0, 1], { cv: 2, trainSizes: [1, 2] }),
    {
      score: 'accuracy',
      title: 'More data?',
    },
  );
  const svg = drawnSvg(chart);
  expect([marks(svg, 'area mark'), marks(svg, 'line mark')]).toEqual([2, 2]);
  for (const word of ['More data?', 'training', 'test', 'accuracy', 'training samples'])
    expect(svg).toContain(`>${word}<`);
  expect(chart.caption).toBe('Mean accuracy with 2 training samples: training 1, test 0.5.');
  expect(chart.text).toContain('○○ test');
});

test('a fold without a finite score is left out, and a mark says so', () => {
  const chart = learningCurve({
    ...curve,
    testScores: [
      [0.5, Number.NaN],
      [Number.NaN, Number.NaN],
    ],
  });
  expect(valuesOf(chart)[2]).toMatchObject({ low: 0.5, middle: 0.5, high: 0.5 });
  expect(drawnSvg(chart)).toContain('1 of 2 folds not finite');
  expect(chart.caption).toContain('test not finite');
});

test.each<[() => unknown, string]>([
  [
    () => learningCurve(Promise.resolve(curve) as never),
    'curve: expected what learningCurve(…) resolved to (await it)',
  ],
  [() => learningCurve(undefined as never), 'got undefined'],
  [
    () => learningCurve({ ...curve, testScores: [1, 2] as never }),
    'curve.testScores: expected scores [sizes][folds], got an array',
  ],
  [
    () => learningCurve({ ...curve, trainScores: [[1]] }),
    'curve.trainScores: expected one list for each of 2 trainSizes, got 1',
  ],
])('%p is an error that says what was expected', (draw, message) => {
  expect(draw).toThrow(message);
});
