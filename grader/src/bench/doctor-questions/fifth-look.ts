import { datasets, tf } from 'unstuck';
import { generator, normal } from 'unstuck/random';
import { clouds, digits, measured, pictures, spirals, split, table } from './data';
import { adam, dense, dropout, flatten, type Parts, type Question, type Rows, repeat } from './question';

const BINARY = 'binaryCrossentropy';
const SPARSE = 'sparseCategoricalCrossentropy';
const SQUARED = 'meanSquaredError';
const waves = () => split(table(spirals(201, 160)), 80);

/** Digits, flat, to be drawn again. */
function redrawn(): Parts {
  const { x, held } = digits();
  const [rows, rest] = [x.reshape([-1, 64]), held!.x.reshape([-1, 64])];
  return { x: rows, y: rows, held: { x: rest, y: rest } };
}

/** Numbers of four columns of which one is bent, with a target around a mean. */
function bent(seed: number, mean: number, spread: number): Parts {
  const draw = generator(seed);
  const target = ([a, b, c]: number[]) => [
    mean + spread * (0.8 * a! - 0.5 * b! + 0.4 * (c! * c! - 1) + 0.2 * normal(draw)),
  ];
  return split(measured(500, 4, draw, target), 120);
}

/** A straight line of two of four columns, under noise that is larger. */
const faint = (seed: number, n = 550): Parts => {
  const draw = generator(seed);
  return split(
    measured(n, 4, draw, ([a, b]) => [a! - 0.6 * b! + 1.2 * normal(draw)]),
    150,
  );
};

/** Two classes that the same line tells apart, as far as the noise lets it. */
const faintClasses = (seed: number, n = 550): Parts => {
  const draw = generator(seed);
  return split(
    measured(n, 4, draw, ([a, b]) => [Number(a! - 0.6 * b! + 1.2 * normal(draw) > 0)]),
    150,
  );
};

/** Hour, weekday and temperature as they are, and what is lent out at that time. */
function hours(seed: number): Parts {
  const draw = generator(seed);
  const rows = Array.from({ length: 800 }, () => [
    Math.floor(24 * draw()),
    Math.floor(7 * draw()),
    5 + 25 * draw(),
  ]);
  const lent = ([hour, day, degrees]: number[]) =>
    Math.sin((hour! / 12) * Math.PI) + (day! > 4 ? 0.6 : 0) + 0.03 * degrees! + 0.8 * normal(draw);
  return split({ x: tf.tensor2d(rows), y: tf.tensor2d(rows.map((row) => [lent(row)])) }, 200);
}

/** Ten words a text, of 80; six words are more frequent in each of two classes. */
function topics(seed: number, n: number): Rows {
  const draw = generator(seed);
  const labels = Array.from({ length: n }, () => Math.floor(2 * draw()));
  const word = (label: number) =>
    draw() < 0.35 ? 6 * label + Math.floor(6 * draw()) : 12 + Math.floor(68 * draw());
  const rows = labels.map((label) => Array.from({ length: 10 }, () => word(label)));
  return { x: tf.tensor2d(rows), y: tf.tensor2d(labels.map((label) => [label])) };
}

/** Eight labels a row, each 1 in four rows of a hundred, and a number for each that says little of it. */
function rareLabels(seed: number): Parts {
  const draw = generator(seed);
  const labels = Array.from({ length: 900 }, () => Array.from({ length: 8 }, () => Number(draw() < 0.04)));
  const x = labels.map((row) => row.map((label) => 1.2 * label + normal(draw)));
  return split({ x: tf.tensor2d(x), y: tf.tensor2d(labels) }, 200);
}

/** What the doctor missed, or suspected, at the fifth look at networks that were written before any was run. */
export const FIFTH_LOOK: readonly Question[] = [
  {
    name: 'an autoencoder under plain SGD draws one grey picture',
    faults: ['lr-too-low'],
    data: redrawn,
    layers: () => [dense(32, 'relu'), dense(8, 'relu'), dense(32, 'relu'), dense(64, 'sigmoid')],
    optimizer: () => tf.train.sgd(0.01),
    loss: SQUARED,
    metrics: [],
    fit: { epochs: 20 },
  },
  {
    name: 'embeddings under plain SGD, the loss stays at log 2',
    faults: ['lr-too-low'],
    data: () => ({ ...topics(202, 480), held: topics(203, 120) }),
    layers: () => [
      tf.layers.embedding({ inputDim: 80, outputDim: 8 }),
      tf.layers.globalAveragePooling1d({}),
      dense(8, 'relu'),
      dense(1, 'sigmoid'),
    ],
    optimizer: () => tf.train.sgd(0.01),
    loss: BINARY,
    fit: { epochs: 15 },
  },
  {
    name: 'prices in their own unit, mean absolute error, Adam at its default',
    faults: ['lr-too-low', 'exploding-gradient'],
    data: () => bent(204, 240_000, 60_000),
    layers: () => [dense(32, 'relu'), dense(1)],
    optimizer: adam(0.001),
    loss: 'meanAbsoluteError',
    metrics: [],
    fit: { epochs: 30 },
  },
  {
    name: 'trained on pixels from -1 to 1, validated on pixels from 0 to 1',
    faults: ['unnormalized-input', 'scaler-leakage'],
    data: () => {
      const { x, y, held } = split(pictures(datasets.shapes({ seed: 205, perClass: 100 })), 100);
      return { x: x.mul(2).sub(1), y, held: held! };
    },
    layers: () => [
      tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense(5, 'softmax'),
    ],
    optimizer: adam(0.003),
    loss: SPARSE,
    fit: { epochs: 15 },
  },
  {
    name: 'a squared error of its own, yTrue flattened, yPred not',
    faults: ['wrong-loss'],
    data: () => bent(206, 0, 1),
    layers: () => [dense(32, 'relu'), dense(1)],
    optimizer: adam(0.005),
    loss: (yTrue, yPred) => tf.mean(tf.square(tf.sub(tf.reshape(yTrue, [-1]), yPred)), -1),
    metrics: [],
    fit: { epochs: 30 },
  },
  {
    name: 'a cross-entropy of its own without the minus',
    faults: ['wrong-loss'],
    data: waves,
    layers: () => [...repeat(2, () => dense(16, 'relu')), dense(1, 'sigmoid')],
    optimizer: adam(0.003),
    loss: (yTrue, yPred) => {
      const p = tf.clipByValue(yPred, 1e-6, 1 - 1e-6);
      const ones = tf.mul(yTrue, tf.log(p));
      return tf.mean(tf.add(ones, tf.mul(tf.sub(1, yTrue), tf.log(tf.sub(1, p)))), -1);
    },
    fit: { epochs: 30 },
  },
  {
    name: 'percentages of numbers around 0',
    faults: ['wrong-loss'],
    data: () => bent(207, 0, 1),
    layers: () => [dense(32, 'relu'), dense(1)],
    optimizer: adam(0.005),
    loss: 'meanAbsolutePercentageError',
    metrics: [],
    fit: { epochs: 30 },
  },
  {
    name: 'logarithms of numbers that were standardized',
    faults: ['wrong-loss'],
    data: () => bent(208, 0, 1),
    layers: () => [dense(32, 'relu'), dense(1)],
    optimizer: adam(0.005),
    loss: 'meanSquaredLogarithmicError',
    metrics: [],
    fit: { epochs: 30 },
  },
  {
    name: 'sigmoids that start at their upper end, and get away after half of the epochs',
    faults: ['saturated-activations'],
    data: () => {
      const centres = [0, 1, 2].map((at) => Array.from({ length: 6 }, (_, i) => (i % 3 === at ? 2 : 0)));
      return split(table(clouds(209, centres, [170, 170, 170], 1)), 110);
    },
    layers: () => {
      const biasInitializer = tf.initializers.constant({ value: 7 });
      return [...repeat(2, () => dense(24, 'sigmoid', { biasInitializer })), dense(3, 'softmax')];
    },
    optimizer: adam(0.003),
    loss: SPARSE,
    fit: { epochs: 20 },
  },
  {
    name: 'eight labels a row, all answered with 0',
    faults: ['class-imbalance'],
    data: () => rareLabels(210),
    layers: () => [dense(16, 'relu'), dense(8, 'sigmoid')],
    optimizer: adam(0.003),
    loss: BINARY,
    fit: { epochs: 30 },
  },
  {
    name: 'noise on the inputs, twice as large as they, before dropout',
    faults: ['over-regularized'],
    data: waves,
    layers: () => [
      tf.layers.gaussianNoise({ stddev: 2 }),
      dense(32, 'relu'),
      dropout(0.2),
      dense(32, 'relu'),
      dense(1, 'sigmoid'),
    ],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 25 },
  },
  {
    name: 'a line under noise, four rows a batch: half of the spread is all there is',
    faults: [],
    data: () => faint(211),
    layers: () => [dense(12, 'relu'), dense(1)],
    optimizer: adam(0.002),
    loss: SQUARED,
    metrics: [],
    fit: { epochs: 12, batchSize: 4 },
  },
  {
    name: 'classes under noise, all rows a batch, a hundred updates that were enough',
    faults: [],
    data: () => faintClasses(212),
    layers: () => [dense(12, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.03),
    loss: BINARY,
    fit: { epochs: 100, batchSize: 400 },
  },
  {
    name: 'hour, weekday and degrees as they are, learned as far as noise allows',
    faults: [],
    data: () => hours(213),
    layers: () => [...repeat(2, () => dense(32, 'relu')), dense(1)],
    optimizer: adam(0.005),
    loss: SQUARED,
    metrics: [],
    fit: { epochs: 40 },
  },
  {
    name: 'a straight line of four columns, most of the rest is noise',
    faults: [],
    data: () => faint(214),
    layers: () => [dense(1)],
    optimizer: () => tf.train.sgd(0.02),
    loss: SQUARED,
    metrics: [],
    fit: { epochs: 20 },
  },
  {
    name: 'three clouds that lie over each other, four units',
    faults: [],
    data: () => {
      const centres = [
        [0, 0, 0],
        [1, 0.3, 0],
        [0, 0.8, 0.9],
      ];
      return split(table(clouds(215, centres, [200, 200, 200], 0.9)), 150);
    },
    layers: () => [dense(4, 'tanh'), dense(3, 'softmax')],
    optimizer: adam(0.01),
    loss: SPARSE,
    fit: { epochs: 30 },
  },
];
