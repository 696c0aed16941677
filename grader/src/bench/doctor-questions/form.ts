import { datasets, tf } from 'unstuck';
import {
  clouds,
  column,
  digits,
  exclusiveOr,
  houses,
  pictures,
  spirals,
  split,
  standardized,
  table,
} from './data';
import { adam, conv, dense, flatten, pool, type Question, repeat } from './question';

const flowers = (classes?: number) => split(table(clouds(5, CENTRES, [60, 60, 60], 0.6), classes), 40);
const CENTRES = [
  [0, 0, 1, 2],
  [2, 1, 0, 1],
  [1, 3, 2, 0],
];

/** The network's form does not fit: last layer, loss, capacity. */
export const FORM: readonly Question[] = [
  {
    name: 'softmax on the one output, two kinds of image',
    faults: ['wrong-output-activation'],
    data: () => split(pictures(datasets.levels({ seed: 4, counts: [90, 90] })), 40),
    layers: () => [conv(8), pool(), flatten(), dense(32, 'relu'), dense(1, 'softmax')],
    optimizer: adam(0.001),
    loss: 'binaryCrossentropy',
    fit: { epochs: 6 },
  },
  {
    name: 'sigmoid outputs with categorical cross-entropy, three flowers',
    faults: ['wrong-output-activation'],
    data: () => flowers(3),
    layers: () => [dense(16, 'relu'), dense(3, 'sigmoid')],
    optimizer: adam(0.01),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 25 },
  },
  {
    name: 'logits into binary cross-entropy',
    faults: ['wrong-output-activation'],
    data: () => split(table(spirals(2, 120)), 60),
    layers: () => [dense(32, 'relu'), dense(32, 'relu'), dense(1)],
    optimizer: adam(0.01),
    loss: 'binaryCrossentropy',
    fit: { epochs: 20 },
  },
  {
    name: 'one sigmoid for three flowers numbered 0, 1, 2',
    faults: ['wrong-output-activation', 'wrong-loss'],
    data: () => flowers(),
    layers: () => [dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: 'binaryCrossentropy',
    fit: { epochs: 20 },
  },
  {
    name: 'mean squared error and one sigmoid for four shapes numbered 0 to 3',
    faults: ['wrong-output-activation', 'wrong-loss'],
    data: () => split(pictures(datasets.shapes({ perClass: 50, only: ['disc', 'ring', 'ex', 'plus'] })), 40),
    layers: () => [conv(8), pool(), flatten(), dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.003),
    loss: 'meanSquaredError',
    fit: { epochs: 8, batchSize: 16 },
  },
  {
    name: 'ten digits as one number, mean squared error',
    faults: ['wrong-loss', 'wrong-output-activation'],
    data: () => {
      const { x, y, held } = digits();
      const number = (labels: tf.Tensor) => labels.argMax(1).toFloat().expandDims(1);
      return { x, y: number(y), held: { x: held!.x, y: number(held!.y) } };
    },
    layers: () => [flatten(), dense(16, 'relu'), dense(1)],
    optimizer: () => tf.train.sgd(0.01),
    loss: 'meanSquaredError',
    fit: { epochs: 12 },
  },
  {
    name: 'a sine wave, relu on the output',
    faults: ['wrong-output-activation'],
    data: () => {
      const x = Array.from({ length: 200 }, (_, i) => (i * 37) % 200).map((i) => i / 100 - 1);
      return split({ x: column(x), y: column(x.map((value) => Math.sin(6 * value))) }, 40);
    },
    layers: () => [dense(32, 'tanh'), dense(32, 'tanh'), dense(1, 'relu')],
    optimizer: adam(0.01),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 40, batchSize: 16 },
  },
  {
    name: 'prices in thousands, sigmoid on the output',
    faults: ['wrong-output-activation'],
    data: () => {
      const { points, prices } = houses(3, 220);
      return split(
        {
          x: tf.tensor2d(standardized(points, points.slice(0, 180))),
          y: column(prices.map((price) => price / 1000)),
        },
        40,
      );
    },
    layers: () => [dense(32, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 15 },
  },
  {
    name: 'labels 1 and 2 in place of 0 and 1',
    faults: ['wrong-loss', 'wrong-output-activation'],
    data: () => {
      const { points, labels } = clouds(
        8,
        [
          [0, 0],
          [2, 1],
        ],
        [90, 90],
        0.6,
      );
      return split(table({ points, labels: labels.map((label) => label + 1) }), 40);
    },
    layers: () => [dense(8, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: 'binaryCrossentropy',
    fit: { epochs: 12 },
  },
  {
    name: 'one-hot digits divided by 255 with the pixels',
    faults: ['wrong-loss'],
    data: () => {
      const { x, y, held } = digits();
      return { x, y: y.div(255), held: { x: held!.x, y: held!.y.div(255) } };
    },
    layers: () => [flatten(), dense(32, 'relu'), dense(10, 'softmax')],
    optimizer: adam(0.003),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 8 },
  },
  {
    name: 'exclusive or, three layers without activation',
    faults: ['underfitting'],
    data: () => split(table(exclusiveOr(1, 60)), 60),
    layers: () => [...repeat(3, () => dense(16)), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: 'binaryCrossentropy',
    fit: { epochs: 25 },
  },
  {
    name: 'exclusive or with one hidden unit',
    faults: ['underfitting'],
    data: () => split(table(exclusiveOr(2, 60)), 60),
    layers: () => [dense(1, 'tanh'), dense(1, 'sigmoid')],
    optimizer: adam(0.02),
    loss: 'binaryCrossentropy',
    fit: { epochs: 30 },
  },
  {
    name: 'spirals with four hidden units',
    faults: ['underfitting'],
    data: () => split(table(spirals(5, 150)), 60),
    layers: () => [dense(4, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: 'binaryCrossentropy',
    fit: { epochs: 40 },
  },
  {
    name: 'ten digits through two units',
    faults: ['underfitting'],
    data: () => digits(),
    layers: () => [flatten(), dense(2, 'relu'), dense(10, 'softmax')],
    optimizer: adam(0.005),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 20 },
  },
];
