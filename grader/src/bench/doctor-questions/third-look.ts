import { datasets, tf } from 'unstuck';
import { generator, normal, permutation } from 'unstuck/random';
import { clouds, column, measured, minMaxed, pictures, split, table } from './data';
import { adam, conv, dense, flatten, type Parts, pool, type Question, type Rows, repeat } from './question';

const BINARY = 'binaryCrossentropy';

/** Rows of `columns` normal numbers with one target each, the last quarter held out. */
function numbersOf(n: number, columns: number, seed: number, target: (x: number[]) => number): Parts {
  return split(
    measured(n, columns, generator(seed), (x) => [target(x)]),
    Math.floor(n / 4),
  );
}

/** Waves, slow or fast, with a class each. */
function waves(n: number, steps: number): Rows {
  const draw = generator(81);
  const labels = Array.from({ length: n }, () => Number(draw() < 0.5));
  const rows = labels.map((label) => {
    const phase = 6 * draw();
    return Array.from({ length: steps }, (_, t) => [Math.sin(phase + (label ? 1.1 : 0.5) * t)]);
  });
  return { x: tf.tensor3d(rows), y: column(labels) };
}

/** One column that grows, over the least and most of its own part, in no order. */
function sensor(): Parts {
  const draw = generator(82);
  const [early, late] = [
    Array.from({ length: 190 }, () => 10 + 25 * draw()),
    Array.from({ length: 70 }, () => 20 + 60 * draw() ** 2),
  ];
  const part = (values: number[]) => ({
    x: tf.tensor2d(minMaxed(values.map((value) => [value]))),
    y: column(values.map((value) => Number(value > 27))),
  });
  return { ...part(early), held: part(late) };
}

/** Rows of twenty numbers, of which a third is there twice, often with the other label. */
function twice(): Parts {
  const draw = generator(83);
  const centres = [0, 0.8].map((value) => new Array<number>(20).fill(value));
  const { points, labels } = clouds(84, centres, [100, 100], 1);
  const more = points.slice(0, 80);
  const other = labels.slice(0, 80).map((label) => (draw() < 0.4 ? 1 - label : label));
  const order = permutation(280, draw);
  const [x, y] = [
    [...points, ...more],
    [...labels, ...other],
  ];
  return {
    ...table({ points: order.map((i) => x[i]!), labels: order.map((i) => y[i]!) }),
    held: table(clouds(85, centres, [40, 40], 1)),
  };
}

/** The next value of a series from the twenty-four before it, all windows shuffled. */
function windows(): Parts {
  const draw = generator(86);
  let value = 0;
  const series = Array.from({ length: 320 }, (_, i) => {
    value = 0.9 * value + 0.4 * normal(draw);
    return value + Math.sin(i / 9);
  });
  const starts = permutation(290, draw);
  return split(
    {
      x: tf.tensor2d(starts.map((i) => series.slice(i, i + 24))),
      y: column(starts.map((i) => series[i + 24]!)),
    },
    70,
  );
}

/** Which of thirty towns, one-hot, and a number. */
function towns(): Parts {
  const draw = generator(87);
  const worth = Array.from({ length: 30 }, () => normal(draw));
  const rows = Array.from({ length: 500 }, () => ({ town: Math.floor(30 * draw()), size: normal(draw) }));
  return split(
    {
      x: tf.tensor2d(rows.map(({ town, size }) => [...worth.map((_, i) => Number(i === town)), size])),
      y: column(rows.map(({ town, size }) => worth[town]! + size + 0.2 * normal(draw))),
    },
    120,
  );
}

const counts = ([a, b]: number[]) => Math.round(Math.exp(1 + 0.6 * a! - 0.3 * b!));

/** What the doctor missed, or suspected, at the third look at networks that were written before any was run. */
export const THIRD_LOOK: readonly Question[] = [
  {
    name: 'forty noisy images, many pixels black or white',
    faults: ['overfitting'],
    data: () => split(pictures(datasets.gratings({ seed: 88, perClass: 80, noise: 90, amplitude: 30 })), 110),
    layers: () => [conv(16), pool(), flatten(), dense(64, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.002),
    loss: BINARY,
    fit: { epochs: 40, batchSize: 10 },
  },
  {
    name: 'one sensor over its own least and most in each part',
    faults: ['scaler-leakage'],
    data: sensor,
    layers: () => [dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.02),
    loss: BINARY,
    fit: { epochs: 30 },
  },
  {
    name: 'a target is missing: NaN',
    faults: ['bad-images'],
    data: () => {
      let row = 0;
      return numbersOf(240, 3, 89, ([a, b]) => (++row === 33 ? Number.NaN : a! + b!));
    },
    layers: () => [dense(16, 'relu'), dense(1)],
    optimizer: adam(0.005),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 8 },
  },
  {
    name: 'counts, Poisson loss, linear output: NaN',
    faults: ['wrong-output-activation', 'wrong-loss'],
    data: () => numbersOf(240, 2, 90, counts),
    layers: () => [dense(16, 'relu'), dense(1)],
    optimizer: adam(0.005),
    loss: 'poisson',
    metrics: [],
    fit: { epochs: 10 },
  },
  {
    name: 'a loss of its own with a root in it: NaN',
    faults: ['wrong-loss'],
    data: () => numbersOf(240, 2, 91, ([a, b]) => Math.max(0, a!) + 2 * Math.max(0, b!)),
    layers: () => [dense(16, 'relu'), dense(1, 'relu')],
    optimizer: adam(0.005),
    loss: (yTrue, yPred) => tf.mean(tf.sqrt(tf.square(tf.sub(yTrue, yPred))), -1),
    metrics: [],
    fit: { epochs: 10 },
  },
  {
    name: 'a recurrent network whose steps multiply by one and a half',
    faults: ['exploding-gradient', 'bad-initialization', 'lr-too-high'],
    data: () => split(waves(160, 40), 40),
    layers: () => [
      tf.layers.simpleRNN({
        units: 16,
        activation: 'relu',
        recurrentInitializer: tf.initializers.identity({ gain: 1.5 }),
      }),
      dense(1, 'sigmoid'),
    ],
    optimizer: adam(0.005),
    loss: BINARY,
    fit: { epochs: 4 },
  },
  {
    name: 'three classes numbered from 1, three outputs',
    faults: ['wrong-loss', 'wrong-output-activation'],
    data: () => {
      const centres = [
        [0, 0],
        [2, 1],
        [0, 3],
      ];
      const { points, labels } = clouds(92, centres, [80, 80, 80], 0.5);
      return split(table({ points, labels: labels.map((label) => label + 1) }), 60);
    },
    layers: () => [dense(24, 'relu'), dense(3, 'softmax')],
    optimizer: adam(0.01),
    loss: 'sparseCategoricalCrossentropy',
    fit: { epochs: 15 },
  },
  {
    name: 'a third of the rows is there twice, often with the other label',
    faults: ['label-noise'],
    data: twice,
    layers: () => [dense(32, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.005),
    loss: BINARY,
    fit: { epochs: 20 },
  },
  {
    name: 'windows of a series that overlap, shuffled, then split',
    faults: ['train-test-overlap'],
    data: windows,
    layers: () => [...repeat(2, () => dense(64, 'relu')), dense(1)],
    optimizer: adam(0.003),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 60, batchSize: 16 },
  },
  {
    name: 'thirty towns, one-hot, and a number',
    faults: [],
    data: towns,
    layers: () => [dense(32, 'relu'), dense(1)],
    optimizer: adam(0.01),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 30 },
  },
  {
    name: 'a line, absolute error: what bounces is small',
    faults: [],
    data: () => numbersOf(320, 3, 93, ([a, b]) => 2 * a! - b! + 1),
    layers: () => [dense(1)],
    optimizer: adam(0.05),
    loss: 'meanAbsoluteError',
    metrics: [],
    fit: { epochs: 40 },
  },
  {
    name: 'counts, Poisson loss, softplus',
    faults: [],
    data: () => numbersOf(320, 2, 94, counts),
    layers: () => [dense(16, 'relu'), dense(1, 'softplus')],
    optimizer: adam(0.01),
    loss: 'poisson',
    metrics: [],
    fit: { epochs: 30 },
  },
];
