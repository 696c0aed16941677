import { datasets, LearningRateScheduler, tf } from 'unstuck';
import { generator, normal } from 'unstuck/random';
import { clouds, column, digits, type Points, pictures, spirals, split, table } from './data';
import { adam, conv, dense, flatten, type Parts, pool, type Question, type Rows, repeat } from './question';

const BINARY = 'binaryCrossentropy';
const SPARSE = 'sparseCategoricalCrossentropy';
const shapes = () => split(pictures(datasets.shapes({ seed: 101, perClass: 120 })), 150);
const net = () => [conv(8), pool(), conv(16), pool(), flatten(), dense(5, 'softmax')];

/** Each row twice, the second time with the next class for one in two. */
function twice({ points, labels }: Points, classes: number, held: Rows): Parts {
  const draw = generator(102);
  const other = labels.map((label) => (draw() < 0.5 ? (label + 1) % classes : label));
  return { ...table({ points: [...points, ...points], labels: [...labels, ...other] }), held };
}

/** Words of a text; more of the first ten in one class, of the second ten in the other. */
function texts(seed: number, n: number, words: number): Rows {
  const draw = generator(seed);
  const labels = Array.from({ length: n }, () => Number(draw() < 0.5));
  const word = (label: number) => {
    const kind = draw();
    if (kind < 0.3) return Math.floor(10 * draw()) + (label ? 0 : 10);
    return 20 + Math.floor((words - 20) * draw());
  };
  const rows = labels.map((label) => Array.from({ length: 12 }, () => word(label)));
  return { x: tf.tensor2d(rows), y: column(labels) };
}

/** Images that grow lighter to the left or to the right. */
function ramps(seed: number, n: number): Rows {
  const draw = generator(seed);
  const labels = Array.from({ length: n }, () => Number(draw() < 0.5));
  const images = labels.map((label) => {
    const level = 0.3 + 0.4 * draw();
    const slope = label ? 0.11 : -0.11;
    const line = () =>
      Array.from({ length: 10 }, (_, x) => [level + slope * (x - 4.5) * 0.5 + 0.1 * normal(draw)]);
    return Array.from({ length: 10 }, line);
  });
  return { x: tf.tensor4d(images), y: column(labels) };
}

/** Points of two classes, the second of which has so many. */
function overlapping(counts: [number, number], seed: number): Rows {
  const centres = [new Array<number>(5).fill(0), new Array<number>(5).fill(0.9)];
  return table(clouds(seed, centres, counts, 1));
}

/** What the doctor missed, or suspected, at the fourth look at networks that were written before any was run. */
export const FOURTH_LOOK: readonly Question[] = [
  {
    name: 'the rate falls to a third in every epoch',
    faults: ['lr-too-low'],
    data: shapes,
    layers: net,
    optimizer: adam(0.002),
    loss: SPARSE,
    fit: { epochs: 20, callbacks: [new LearningRateScheduler((_, rate) => 0.3 * rate)] },
  },
  {
    name: 'Adadelta at the rate that it has by default',
    faults: ['lr-too-low'],
    data: shapes,
    layers: net,
    optimizer: () => tf.train.adadelta(),
    loss: SPARSE,
    fit: { epochs: 10 },
  },
  {
    name: 'digits, softmax in the hidden layers',
    faults: ['vanishing-gradient', 'underfitting'],
    data: () => digits(),
    layers: () => [flatten(), ...repeat(2, () => dense(32, 'softmax')), dense(10, 'softmax')],
    optimizer: adam(0.002),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 15 },
  },
  {
    name: 'seven layers of sigmoids',
    faults: ['vanishing-gradient'],
    data: () => split(table(spirals(103, 160)), 80),
    layers: () => [...repeat(7, () => dense(16, 'sigmoid')), dense(1, 'sigmoid')],
    optimizer: adam(0.005),
    loss: BINARY,
    fit: { epochs: 50 },
  },
  {
    name: 'momentum 0.999',
    faults: ['lr-too-high'],
    data: () => split(table(spirals(104, 160)), 80),
    layers: () => [...repeat(2, () => dense(16, 'tanh')), dense(1, 'sigmoid')],
    optimizer: () => tf.train.momentum(0.1, 0.999),
    loss: BINARY,
    fit: { epochs: 40 },
  },
  {
    name: 'two classes that overlap, the common one weighs more',
    faults: ['class-imbalance'],
    data: () => ({ ...overlapping([450, 130], 105), held: overlapping([150, 45], 106) }),
    layers: () => [dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.005),
    loss: BINARY,
    fit: { epochs: 20, classWeight: { 0: 2.2, 1: 0.65 } },
  },
  {
    name: 'every row twice, half of them with another label',
    faults: ['label-noise'],
    data: () => {
      const centres = [0, 1, 2].map((at) => Array.from({ length: 6 }, (_, i) => (i % 3 === at ? 2.5 : 0)));
      return twice(clouds(107, centres, [70, 70, 70], 1), 3, table(clouds(108, centres, [60, 60, 60], 1)));
    },
    layers: () => [...repeat(2, () => dense(64, 'relu')), dense(3, 'softmax')],
    optimizer: adam(0.003),
    loss: SPARSE,
    fit: { epochs: 40 },
  },
  {
    name: 'digits shuffled, labels left as they were',
    faults: ['overfitting', 'label-noise'],
    data: () => {
      const { x, y, held } = digits();
      const order = Array.from({ length: x.shape[0]! }, (_, i) => (77 * i + 13) % x.shape[0]!);
      return { x: tf.gather(x, tf.tensor1d(order, 'int32')), y, held: held! };
    },
    layers: () => [flatten(), dense(128, 'relu'), dense(10, 'softmax')],
    optimizer: adam(0.003),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 30 },
  },
  {
    name: 'shapes that hardly stand out from white',
    faults: ['bad-images', 'unnormalized-input'],
    data: () => {
      const { x, y, held } = shapes();
      const pale = (images: tf.Tensor) => images.mul(0.04).add(0.9);
      return { x: pale(x), y, held: { x: pale(held!.x), y: held!.y } };
    },
    layers: net,
    optimizer: adam(0.002),
    loss: SPARSE,
    fit: { epochs: 15 },
  },
  {
    name: 'a hinge loss of its own, labels 0 and 1',
    faults: ['wrong-loss'],
    data: () => split(table(spirals(109, 160)), 80),
    layers: () => [...repeat(2, () => dense(16, 'relu')), dense(1)],
    optimizer: adam(0.01),
    loss: (yTrue, yPred) => tf.mean(tf.relu(tf.sub(1, tf.mul(yTrue, yPred))), -1),
    metrics: [],
    fit: { epochs: 30 },
  },
  {
    name: 'an L1 penalty on the embedding',
    faults: ['over-regularized'],
    data: () => ({ ...texts(110, 400, 60), held: texts(111, 120, 60) }),
    layers: () => [
      tf.layers.embedding({
        inputDim: 60,
        outputDim: 8,
        embeddingsRegularizer: tf.regularizers.l1({ l1: 0.05 }),
      }),
      tf.layers.globalAveragePooling1d({}),
      dense(1, 'sigmoid'),
    ],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 15 },
  },
  {
    name: 'noise on the inputs, three times as large as they',
    faults: ['over-regularized'],
    data: () => split(table(spirals(112, 160)), 80),
    layers: () => [
      tf.layers.gaussianNoise({ stddev: 3 }),
      ...repeat(2, () => dense(32, 'relu')),
      dense(1, 'sigmoid'),
    ],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 30 },
  },
  {
    name: 'mirrored copies keep the label of what they mirror',
    faults: ['label-noise', 'bad-images'],
    data: () => {
      const { x, y } = ramps(113, 200);
      return { x: tf.concat([x, tf.reverse(x, 2)]), y: tf.concat([y, y]), held: ramps(114, 100) };
    },
    layers: () => [conv(6), flatten(), dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.003),
    loss: BINARY,
    fit: { epochs: 30 },
  },
  {
    name: 'four quarters of the plane: the loss jumps a little, once far',
    faults: [],
    data: () => {
      const draw = generator(115);
      const points = Array.from({ length: 650 }, () => [2 * draw() - 1, 2 * draw() - 1]);
      return split(table({ points, labels: points.map(([a, b]) => Number(a! * b! > 0)) }), 150);
    },
    layers: () => [...repeat(2, () => dense(12, 'tanh')), dense(1, 'sigmoid')],
    optimizer: () => tf.train.momentum(0.05, 0.9),
    loss: BINARY,
    fit: { epochs: 70 },
  },
  {
    name: 'three categories, numbered; equal rows differ in what they are',
    faults: [],
    data: () => {
      const draw = generator(116);
      const points = Array.from({ length: 700 }, () => [4, 3, 3].map((kinds) => Math.floor(kinds * draw())));
      const chance = ([a, b, c]: number[]) =>
        [0.1, 0.8, 0.2, 0.6][a!]! + [0.1, 0, -0.1][b!]! + [0.1, 0, -0.1][c!]!;
      return split(table({ points, labels: points.map((row) => Number(draw() < chance(row))) }), 200);
    },
    layers: () => [...repeat(2, () => dense(24, 'relu')), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 30 },
  },
];
