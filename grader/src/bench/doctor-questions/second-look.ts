import { datasets, tf } from 'unstuck';
import { generator, normal } from 'unstuck/random';
import { clouds, column, digits, measured, minMaxed, oneHot, pictures, split, table } from './data';
import {
  adam,
  conv,
  dense,
  dropout,
  flatten,
  type Parts,
  pool,
  type Question,
  type Rows,
  repeat,
} from './question';

const BINARY = 'binaryCrossentropy';
const CROSS = 'categoricalCrossentropy';

/** Demand that grows from month to month; the last months are scaled by themselves. */
function months(): Parts {
  const draw = generator(62);
  const points = Array.from({ length: 300 }, (_, i) => [10 + i / 15 + 2 * normal(draw), 5 + normal(draw)]);
  const y = column(points.map(([demand, price]) => demand! / 10 + 0.3 * price! + 0.1 * normal(draw)));
  const x = [points.slice(0, 220), points.slice(220)].map((part) => tf.tensor2d(minMaxed(part)));
  return { ...split({ x: tf.concat(x as tf.Tensor2D[]), y }, 80) };
}

/** Images less one mean over one deviation, both their own. */
function asWhole({ x, y }: Rows): Rows {
  const mean = x.mean();
  return { x: x.sub(mean).div(x.sub(mean).square().mean().sqrt()), y };
}

/** A board of four by four fields, black and white. */
function board(n: number): Rows {
  const draw = generator(69);
  const points = Array.from({ length: n }, () => [4 * draw() - 2, 4 * draw() - 2]);
  const labels = points.map(([a, b]) => Math.abs(Math.floor(a!) + Math.floor(b!)) % 2);
  return table({ points, labels });
}

/** Bicycles lent in an hour, by hour and weather. */
function bicycles(): Parts {
  const draw = generator(70);
  const hours = Array.from({ length: 400 }, () => ({ angle: 2 * Math.PI * draw(), warmth: normal(draw) }));
  return split(
    {
      x: tf.tensor2d(hours.map(({ angle, warmth }) => [Math.sin(angle), Math.cos(angle), warmth])),
      y: column(
        hours.map(({ angle, warmth }) =>
          Math.max(0, Math.round(12 - 7 * Math.cos(angle) + 2 * warmth + 1.5 * normal(draw))),
        ),
      ),
    },
    100,
  );
}

/** What the doctor missed, or suspected, when it was shown networks for the second time that were written before any was run. */
export const SECOND_LOOK: readonly Question[] = [
  {
    name: 'fifty rows of twenty-five columns, a regression with two wide layers',
    faults: ['overfitting'],
    data: () => {
      const draw = generator(61);
      return split(
        measured(200, 25, draw, ([a, b, c]) => [a! + 0.5 * b! * c! + 0.5 * normal(draw)]),
        150,
      );
    },
    layers: () => [...repeat(2, () => dense(128, 'relu')), dense(1)],
    optimizer: adam(0.003),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 60, batchSize: 10 },
  },
  {
    name: 'a min-max scaler fitted again on later months',
    faults: ['scaler-leakage'],
    data: months,
    layers: () => [dense(16, 'relu'), dense(1)],
    optimizer: adam(0.01),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 40 },
  },
  {
    name: 'each set of images less its own mean, the test set has other shares',
    faults: ['scaler-leakage'],
    data: () => ({
      ...asWhole(pictures(datasets.levels({ seed: 63, counts: [120, 120] }))),
      held: asWhole(pictures(datasets.levels({ seed: 64, counts: [70, 15] }))),
    }),
    layers: () => [flatten(), dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.003),
    loss: BINARY,
    fit: { epochs: 12 },
  },
  {
    name: 'several tags a row, softmax',
    faults: ['wrong-output-activation'],
    data: () => {
      const tags = ([a, b, c, d, e, f]: number[]) =>
        [a! + b! > 0, c! > 0, d! - e! > 0, f! > -0.5].map(Number);
      return split(measured(400, 6, generator(65), tags), 100);
    },
    layers: () => [dense(32, 'relu'), dense(4, 'softmax')],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 20 },
  },
  {
    name: 'a third of the stripes to train on is labelled wrongly, those to validate are not',
    faults: ['label-noise'],
    data: () => {
      const draw = generator(66);
      const { x, y } = pictures(datasets.gratings({ seed: 66, perClass: 140 }));
      const labels = [...y.dataSync()];
      return split(
        { x, y: column(labels.map((label, i) => (i < 200 && draw() < 0.33 ? 1 - label : label))) },
        80,
      );
    },
    layers: () => [conv(16), pool(), flatten(), dense(64, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.003),
    loss: BINARY,
    fit: { epochs: 30, batchSize: 16 },
  },
  {
    name: 'digits in batches of two, with batch normalization',
    faults: ['batch-size-too-small'],
    data: () => digits(),
    layers: () => [
      flatten(),
      ...[48, 32].flatMap((units) => [
        dense(units),
        tf.layers.batchNormalization({ momentum: 0.9 }),
        tf.layers.reLU(),
      ]),
      dense(10, 'softmax'),
    ],
    optimizer: adam(0.005),
    loss: CROSS,
    fit: { epochs: 6, batchSize: 2 },
  },
  {
    name: 'dropout behind the softmax: the loss is NaN',
    faults: ['over-regularized', 'wrong-output-activation'],
    data: () => {
      const centres = [
        [0, 0],
        [1.5, 2],
        [3, 0],
      ];
      const { points, labels } = clouds(67, centres, [100, 100, 100], 0.5);
      return split({ x: tf.tensor2d(points), y: oneHot(labels, 3) }, 75);
    },
    layers: () => [dense(14, 'relu'), dropout(0.5), dense(3, 'softmax'), dropout(0.5)],
    optimizer: adam(0.003),
    loss: CROSS,
    fit: { epochs: 12 },
  },
  {
    name: 'sales sorted by date, the last fifth validates',
    faults: ['unshuffled-split'],
    data: () => {
      const draw = generator(68);
      const points = Array.from({ length: 250 }, (_, i) => [i / 125 - 1, normal(draw)]);
      const sales = points.map(([t]) => Math.exp(1.2 * t!) + Math.sin(3 * t!) + 0.1 * normal(draw));
      return split({ x: tf.tensor2d(points), y: column(sales) }, 60);
    },
    layers: () => [...repeat(2, () => dense(32, 'relu')), dense(1)],
    optimizer: adam(0.01),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 40 },
  },
  {
    name: 'a chess board with three hidden units',
    faults: ['underfitting'],
    data: () => split(board(500), 120),
    layers: () => [dense(3, 'tanh'), dense(1, 'sigmoid')],
    optimizer: adam(0.02),
    loss: BINARY,
    fit: { epochs: 40 },
  },
  {
    name: 'bicycles an hour, counted: absolute error',
    faults: [],
    data: bicycles,
    layers: () => [dense(32, 'relu'), dense(16, 'relu'), dense(1)],
    optimizer: adam(0.01),
    loss: 'meanAbsoluteError',
    metrics: [],
    fit: { epochs: 40 },
  },
];
