import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import { type Classifier, decisionMap } from './decision-map';
import { drawnSvg, marks, valuesOf } from './svg.fixture';

const x = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const y = [0, 0, 1, 1];
/** The probability of class 1 is the first feature. */
const byFirst: Classifier = (points) => points.map(([a]) => Math.min(1, Math.max(0, a!)));
const unit = { x, y, xRange: [0, 1], yRange: [0, 1], steps: 2 } as const;
type Cell = { x: number; x2: number; y: number; y2: number; class: string; fill: string };
const cells = (chart: ReturnType<typeof decisionMap>) => valuesOf(chart, 0) as unknown as Cell[];

beforeAll(async () => {
  await ready();
});

test('each cell has the class that is predicted at its centre; the points lie on top', () => {
  const asked: number[][] = [];
  const chart = decisionMap(
    (points) => {
      asked.push(...points);
      return byFirst(points);
    },
    { ...unit, classes: ['left', 'right'] },
  );
  expect(asked.slice(0, 4)).toEqual([
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ]);
  expect(cells(chart).map((cell) => [cell.x, cell.x2, cell.y, cell.y2, cell.class])).toEqual([
    [0, 0.5, 0, 0.5, 'left'],
    [0.5, 1, 0, 0.5, 'right'],
    [0, 0.5, 0.5, 1, 'left'],
    [0.5, 1, 0.5, 1, 'right'],
  ]);
  expect(valuesOf(chart, 1)).toEqual([
    { x: 0, y: 0, class: 'left', right: true },
    { x: 0, y: 1, class: 'left', right: true },
    { x: 1, y: 0, class: 'right', right: true },
    { x: 1, y: 1, class: 'right', right: true },
  ]);
  expect(chart.caption).toBe('4 of 4 points lie where their class is predicted.');
  const svg = drawnSvg(chart);
  expect([marks(svg, 'rect mark'), marks(svg, 'point')]).toEqual([4, 4]);
  for (const word of ['left', 'right', 'feature 0', 'feature 1']) expect(svg).toContain(`>${word}<`);
});

test('the less sure, the fainter: at the border nearly white', () => {
  const fills = cells(decisionMap(byFirst, { ...unit, steps: 4 }))
    .slice(0, 4)
    .map(({ fill }) => fill);
  const greens = fills.map((fill) => Number.parseInt(fill.slice(3, 5), 16));
  expect(greens[0]).toBeLessThan(greens[1]!);
  expect(greens[3]).toBeLessThan(greens[2]!);
  expect(cells(decisionMap((points) => points.map(() => 0.5), unit))[0]!.fill).toBe('#ebf4f9');
});

test('cells of a row that look alike are one rectangle', () => {
  expect(cells(decisionMap((points) => points.map(() => 1), { ...unit, steps: 10 }))).toHaveLength(10);
});

test('classes may come as labels, or as probabilities by column', () => {
  const labels = decisionMap((points) => points.map(([a, b]) => (a! < 0.5 ? 0 : b! < 0.5 ? 1 : 2)), unit);
  expect(cells(labels).map((cell) => cell.class)).toEqual(['0', '1', '0', '2']);
  const columns = decisionMap((points) => points.map(([a]) => [1 - a!, 0, a!]), {
    ...unit,
    classes: ['a', 'b', 'c'],
  });
  expect(cells(columns).map((cell) => cell.class)).toEqual(['a', 'c', 'a', 'c']);
});

test('a model is asked itself, a tensor is read and freed, and the caller keeps his own', () => {
  const model = tf.sequential({
    layers: [tf.layers.dense({ units: 1, inputShape: [2], activation: 'sigmoid' })],
  });
  model.setWeights([tf.tensor2d([[20], [0]]), tf.tensor1d([-10])]);
  const [points, labels] = [tf.tensor2d(x), tf.tensor2d(y, [4, 1])];
  const before = tf.memory().numTensors;
  const options = { ...unit, x: points, y: labels };
  const chart = decisionMap(model, options);
  expect(cells(chart).map((cell) => cell.class)).toEqual(['0', '1', '0', '1']);
  expect(
    decisionMap((rows) => (model.predict(tf.tensor2d(rows)) as tf.Tensor).squeeze(), options).spec,
  ).toEqual(chart.spec);
  expect(() => decisionMap(() => tf.zeros([3, 1]), options)).toThrow('predict');
  expect(tf.memory().numTensors).toBe(before);
});

test('without ranges the points have room round them', () => {
  const { layer } = decisionMap(byFirst, { x, y }).spec as unknown as {
    layer: { encoding: { x: { scale: { domain: number[] } } } }[];
  };
  expect(layer[0]!.encoding.x.scale.domain).toEqual([-0.1, 1.1]);
});

test('predictions that are no numbers leave a hole, and the caption tells', () => {
  const chart = decisionMap((points) => points.map(([a]) => (a! < 0.5 ? Number.NaN : 0.9)), unit);
  expect(cells(chart)).toHaveLength(2);
  expect(chart.caption).toBe(
    '2 of 4 points lie where their class is predicted. Predictions of 2 of 4 cells are not numbers.',
  );
  drawnSvg(chart);
  drawnSvg(decisionMap((points) => points.map(() => Number.NaN), unit));
  drawnSvg(
    decisionMap(byFirst, {
      ...unit,
      x: [
        [0, 0],
        [0, Number.NaN],
        [1, 0],
        [1, 1],
      ],
    }),
  );
});

test('in a terminal the ground differs by class and a digit stands for each point', () => {
  const lines = decisionMap(byFirst, {
    ...unit,
    x: [
      [0, 0],
      [0.9, 0.88],
    ],
    y: [0, 1],
    width: 30,
  }).text.split('\n');
  expect(lines[3]).toBe(`        ┤${' '.repeat(10)}${'·'.repeat(8)}1··`);
  expect(lines[20]).toMatch(/┤0 /);
  expect(lines.at(-4)!).toContain('0.2');
  expect(lines.slice(-2)).toEqual(["         0 0, ground ' '", "         1 1, ground '·'"]);
});

test.each<[() => unknown, string]>([
  [() => decisionMap(3 as never, unit), 'predict: expected a model or a function of rows [x, y], got 3'],
  [
    () => decisionMap(byFirst, { ...unit, x: [[1, 2, 3]] }),
    'decisionMap: x: expected two columns, one a feature, got 3',
  ],
  [
    () => decisionMap(byFirst, { ...unit, y: [0] }),
    'decisionMap: y: expected one label for each of the 4 rows of x, got 1',
  ],
  [
    () => decisionMap(byFirst, { ...unit, y: [0, -1, 0, 1] }),
    'decisionMap: y: expected labels 0, 1, …, got -1',
  ],
  [
    () => decisionMap(byFirst, { ...unit, classes: ['a'] }),
    'decisionMap: classes: expected a name for each of 2 classes, got 1',
  ],
  [() => decisionMap(byFirst, { ...unit, steps: 1 }), 'steps: expected a whole number from 2 to 200, got 1'],
  [
    () => decisionMap(byFirst, { ...unit, xRange: [1, 0] }),
    'xRange: expected [least, greatest], finite and rising',
  ],
  [() => decisionMap(byFirst, { ...unit, yRange: 3 as never }), 'yRange: expected [least, greatest]'],
  [() => decisionMap(() => [0.5], unit), 'predict: expected one row for each of 8 points, got 1'],
  [
    () => decisionMap((points) => points.map(() => 1.5), unit),
    'predict: expected probabilities from 0 to 1, got 1.5; of logits, take the sigmoid first',
  ],
  [
    () => decisionMap((points) => points.map(() => 1e9), unit),
    'expected at most 100 classes, got label 1000000000',
  ],
  [
    () => decisionMap(byFirst, { ...unit, y: [0, 1, 2, 1] }),
    'predict: expected a probability for each of 3 classes',
  ],
  [
    () => decisionMap((async () => []) as never, unit),
    'predict: expected predictions at once, got a promise',
  ],
  [
    () => decisionMap((() => undefined) as never, unit),
    'predict: expected one number or row of numbers a point, got undefined',
  ],
])('%p is an error that says what was expected', (draw, message) => {
  expect(draw).toThrow(message);
});
