import { confusionMatrix as count } from '../metrics';
import { confusionMatrix } from './confusion-matrix';
import { drawnSvg, marks, valuesOf } from './svg.fixture';

const yTrue = [0, 0, 0, 0, 1, 1];
const yPred = [0, 0, 0, 1, 1, 0];

test('cells hold the counts of the metric and shares of their row', () => {
  const cells = valuesOf(confusionMatrix({ yTrue, yPred }, { classes: ['cat', 'dog'] }));
  expect(cells.map((cell) => [cell.true, cell.predicted, cell.count, cell.share])).toEqual([
    ['cat', 'cat', 3, 0.75],
    ['cat', 'dog', 1, 0.25],
    ['dog', 'cat', 1, 0.5],
    ['dog', 'dog', 1, 0.5],
  ]);
  expect(cells.map((cell) => cell.count)).toEqual(count(yTrue, yPred).flat());
});

test('the picture has a rectangle, a count and a share a cell', () => {
  const chart = confusionMatrix({ yTrue, yPred }, { classes: ['cat', 'dog'], title: 'Pets' });
  const svg = drawnSvg(chart);
  expect([marks(svg, 'rect mark'), marks(svg, 'text mark')]).toEqual([4, 8]);
  for (const word of ['Pets', 'cat', 'dog', 'true class', 'predicted class', '75 %'])
    expect(svg).toContain(`>${word}<`);
  expect(chart.caption).toBe('4 of 6 right. Recall: cat 75 %, dog 50 %.');
});

test('in a terminal it is a table', () => {
  expect(
    confusionMatrix(
      [
        [3, 1],
        [1, 1],
      ],
      { classes: ['cat', 'dog'] },
    ).text,
  ).toBe(
    [
      '     │  predicted',
      'true │       cat       dog',
      '─────┼────────────────────',
      'cat  │  3 (75 %)  1 (25 %)',
      'dog  │  1 (50 %)  1 (50 %)',
    ].join('\n'),
  );
});

test('a matrix may be shaped values, of shares, or of many classes', () => {
  const shaped = { values: Float32Array.from([3, 1, 1, 1]), shape: [2, 2] };
  expect(confusionMatrix(shaped).spec).toEqual(
    confusionMatrix([
      [3, 1],
      [1, 1],
    ]).spec,
  );
  expect(
    confusionMatrix([
      [0.75, 0.25],
      [0.5, 0.5],
    ]).caption,
  ).toBe('Recall: 0 75 %, 1 50 %.');
  const many = Array.from({ length: 12 }, (_, i) => Array.from({ length: 12 }, (_, j) => Number(i === j)));
  expect(marks(drawnSvg(confusionMatrix(many)), 'text mark')).toBe(144);
});

test('a class that never occurs keeps its row', () => {
  const chart = confusionMatrix({ yTrue: [0, 0], yPred: [0, 2] }, { classes: ['a', 'b', 'c'] });
  expect(valuesOf(chart).map((cell) => cell.count)).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 0]);
  expect(chart.caption).toBe('1 of 2 right. Recall: a 50 %, b none there, c none there.');
  drawnSvg(chart);
});

test('labels without names stand for themselves', () => {
  expect(valuesOf(confusionMatrix({ yTrue: [3, 7], yPred: [7, 7] })).map((cell) => cell.true)).toEqual([
    '3',
    '3',
    '7',
    '7',
  ]);
});

test.each<[() => unknown, string]>([
  [
    () => confusionMatrix({ yTrue: [0, 1], yPred: [0, 1] }, { classes: ['a', 'a'] }),
    'classes: expected different names, got "a" twice',
  ],
  [
    () => confusionMatrix([[1, 2]]),
    'matrix: expected as many rows as columns, got [1, 2]; labels go in as { yTrue, yPred }',
  ],
  [
    () =>
      confusionMatrix([
        [1, -2],
        [0, 1],
      ]),
    'matrix: expected finite numbers >= 0, got -2 in row 0, column 1',
  ],
  [
    () =>
      confusionMatrix([
        [1, Number.NaN],
        [0, 1],
      ]),
    'got NaN in row 0, column 1',
  ],
  [
    () =>
      confusionMatrix(
        [
          [1, 0],
          [0, 1],
        ],
        { classes: ['a'] },
      ),
    'classes: expected a name for each of the 2 rows',
  ],
  [
    () => confusionMatrix({ yTrue: [0, 2], yPred: [0, 0] }, { classes: ['a', 'b'] }),
    'got 2 names and label 2',
  ],
  [
    () => confusionMatrix({ yTrue: [0, 1], yPred: [0] }),
    'confusionMatrix: yPred: expected one for each of 2 labels, got 1',
  ],
  [
    () => confusionMatrix({ yTrue: [0], yPred: [0.5] }),
    'confusionMatrix: yPred: expected whole numbers as labels, got 0.5',
  ],
  [() => confusionMatrix(undefined as never), 'confusionMatrix: matrix: expected rows of features'],
])('%p is an error that says what was expected', (draw, message) => {
  expect(draw).toThrow(message);
});
