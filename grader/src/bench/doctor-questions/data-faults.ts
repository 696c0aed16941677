import { datasets, tf } from 'unstuck';
import { generator, normal, permutation } from 'unstuck/random';
import {
  clouds,
  column,
  digits,
  houses,
  oneHot,
  type Points,
  pictures,
  split,
  standardized,
  table,
} from './data';
import { adam, conv, dense, flatten, type Parts, pool, type Question, type Rows, repeat } from './question';

const bodyOf = (units: number, last: 'sigmoid' | 'softmax') => [
  conv(8),
  pool(),
  conv(16),
  pool(),
  flatten(),
  dense(units, last),
];
const classifier = (classes: number) => [dense(32, 'relu'), dense(16, 'relu'), dense(classes, 'softmax')];

/** The same rows in the order of their classes. */
function sorted({ x, y }: Rows): Rows {
  const labels = [...y.argMax(1).dataSync()];
  const order = [...labels.keys()].sort((a, b) => labels[a]! - labels[b]!);
  const index = tf.tensor1d(order, 'int32');
  return { x: tf.gather(x, index), y: tf.gather(y, index) };
}

/** Labels of which a share is drawn anew among the others. */
function mislabelled({ points, labels }: Points, share: number, classes: number, seed: number): Points {
  const draw = generator(seed);
  return {
    points,
    labels: labels.map((label) =>
      draw() < share ? (label + 1 + Math.floor(draw() * (classes - 1))) % classes : label,
    ),
  };
}

/** Rows of the rare class repeated until both are even, then shuffled and split. */
function oversampledThenSplit(): Parts {
  const { points, labels } = clouds(
    12,
    [
      [0, 0, 0, 0],
      [1, 1, 0, 1],
    ],
    [190, 20],
    0.8,
  );
  const rare = labels.flatMap((label, i) => (label ? [i] : []));
  const rows = [...labels.keys(), ...Array.from({ length: 170 }, (_, i) => rare[i % rare.length]!)];
  const order = permutation(rows.length, generator(3)).map((i) => rows[i]!);
  return split(table({ points: order.map((i) => points[i]!), labels: order.map((i) => labels[i]!) }), 90);
}

/** Twenty measurements of which a few matter. */
function measurements(seed: number, n: number): Points {
  const draw = generator(seed);
  const points = Array.from({ length: n }, () =>
    Array.from({ length: 20 }, (_, i) => i * 3 + (i + 1) * normal(draw)),
  );
  return { points, labels: points.map((row) => (row[0]! + (row[1]! - 3) / 2 > 0 ? 1 : 0)) };
}

/** What is wrong is in the rows: scale, labels, shares, split. */
export const DATA: readonly Question[] = [
  {
    name: 'digits from 0 to 255 into a CNN with plain SGD',
    faults: ['unnormalized-input'],
    data: () => digits(16 / 255),
    layers: () => bodyOf(10, 'softmax').filter((_, i) => i < 2 || i > 3),
    optimizer: () => tf.train.sgd(0.05),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 8 },
  },
  {
    name: 'houses as they are measured, tanh units, dear or cheap',
    faults: ['unnormalized-input'],
    data: () => {
      const { points, prices } = houses(4, 240);
      return split(table({ points, labels: prices.map((price) => (price > 400_000 ? 1 : 0)) }), 60);
    },
    layers: () => [dense(16, 'tanh'), dense(16, 'tanh'), dense(1, 'sigmoid')],
    optimizer: () => tf.train.sgd(0.1),
    loss: 'binaryCrossentropy',
    fit: { epochs: 15 },
  },
  {
    name: 'pixels divided by 255 twice',
    faults: ['unnormalized-input'],
    data: () =>
      split(pictures(datasets.shapes({ perClass: 60, only: ['disc', 'ex', 'plus'] }), 255 * 255, 3), 40),
    layers: () => bodyOf(3, 'softmax'),
    optimizer: adam(0.001),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 8 },
  },
  {
    name: 'only the training pixels are divided',
    faults: ['unnormalized-input'],
    data: () => {
      const { x, y, held } = split(pictures(datasets.gratings({ seed: 5, perClass: 100 })), 50);
      return { x, y, held: { x: held!.x.mul(255), y: held!.y } };
    },
    layers: () => bodyOf(1, 'sigmoid'),
    optimizer: adam(0.004),
    loss: 'binaryCrossentropy',
    fit: { epochs: 8, batchSize: 16 },
  },
  {
    name: 'prices of houses as targets, SGD',
    faults: ['exploding-gradient', 'lr-too-high'],
    data: () => {
      const { points, prices } = houses(5, 220);
      return split({ x: tf.tensor2d(standardized(points, points.slice(0, 180))), y: column(prices) }, 40);
    },
    layers: () => [dense(32, 'relu'), dense(1)],
    optimizer: () => tf.train.sgd(0.01),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 10 },
  },
  {
    name: 'one in twenty is ill, no weights',
    faults: ['class-imbalance'],
    data: () =>
      split(
        table(
          clouds(
            9,
            [
              [0, 0, 0],
              [1, 1, 1],
            ],
            [380, 20],
            0.9,
          ),
        ),
        100,
      ),
    layers: () => [dense(8, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.005),
    loss: 'binaryCrossentropy',
    fit: { epochs: 12 },
  },
  {
    name: 'class weights the wrong way round',
    faults: ['class-imbalance'],
    data: () =>
      split(
        table(
          clouds(
            10,
            [
              [0, 0, 0],
              [1.6, 1.6, 0],
            ],
            [260, 60],
            0.9,
          ),
        ),
        80,
      ),
    layers: () => [dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.005),
    loss: 'binaryCrossentropy',
    fit: { epochs: 15, classWeight: { 0: 5, 1: 0.2 } },
  },
  {
    name: 'two labels in five are wrong, shapes',
    faults: ['label-noise'],
    data: () => {
      const { x, y } = datasets.shapes({ perClass: 90, only: ['disc', 'ring', 'ex', 'plus'], seed: 2 });
      const wrong = mislabelled({ points: [], labels: [...y.values] }, 0.4, 4, 6).labels;
      return split({ x: pictures({ x, y } as never).x, y: oneHot(wrong, 4) }, 90);
    },
    layers: () => bodyOf(4, 'softmax'),
    optimizer: adam(0.004),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 30, batchSize: 16 },
  },
  {
    name: 'every third label of a table is wrong, large network',
    faults: ['label-noise'],
    data: () => {
      const right = clouds(
        13,
        [
          [0, 0, 0, 0, 0],
          [2, 2, 0, 2, 0],
          [0, 2, 2, 0, 2],
        ],
        [90, 90, 90],
        0.7,
      );
      return split(table(mislabelled(right, 0.33, 3, 7), 3), 90);
    },
    layers: () => [dense(128, 'relu'), dense(128, 'relu'), dense(3, 'softmax')],
    optimizer: adam(0.003),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 60, batchSize: 16 },
  },
  {
    name: 'validation takes the end of a table that is sorted by flower',
    faults: ['unshuffled-split'],
    data: () =>
      split(
        sorted(
          table(
            clouds(
              14,
              [
                [0, 0],
                [2, 1],
                [1, 3],
              ],
              [70, 70, 70],
              0.5,
            ),
            3,
          ),
        ),
        42,
      ),
    layers: () => classifier(3),
    optimizer: adam(0.01),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 15 },
  },
  {
    name: 'rows sorted by class and shuffle off',
    faults: ['unshuffled-split'],
    data: () => sorted({ x: digits().x, y: digits().y }),
    layers: () => [flatten(), ...classifier(10)],
    optimizer: adam(0.005),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 8, shuffle: false },
  },
  {
    name: 'the test rows are in the training rows',
    faults: ['train-test-overlap'],
    data: () => {
      const { x, y } = table(
        clouds(
          15,
          [
            [0, 0, 0],
            [1, 1, 1],
          ],
          [100, 100],
          0.9,
        ),
      );
      return { x, y, held: { x: tf.slice(x, 150), y: tf.slice(y, 150) } };
    },
    layers: () => [...repeat(2, () => dense(64, 'relu')), dense(1, 'sigmoid')],
    optimizer: adam(0.005),
    loss: 'binaryCrossentropy',
    fit: { epochs: 40, batchSize: 16 },
  },
  {
    name: 'oversampled, then split',
    faults: ['train-test-overlap'],
    data: oversampledThenSplit,
    layers: () => [...repeat(2, () => dense(32, 'relu')), dense(1, 'sigmoid')],
    optimizer: adam(0.005),
    loss: 'binaryCrossentropy',
    fit: { epochs: 25 },
  },
  {
    name: 'images turned into noisy copies, then split',
    faults: ['train-test-overlap'],
    data: () => {
      const { x, y } = pictures(datasets.shapes({ perClass: 24, seed: 9 }), 255, 5);
      const copies = tf.concat([
        x,
        ...repeat3((i) => x.add(tf.randomNormal(x.shape, 0, 0.01, 'float32', i))),
      ]);
      const order = tf.tensor1d(permutation(480, generator(4)), 'int32');
      return split({ x: tf.gather(copies, order), y: tf.gather(tf.concat([y, y, y, y]), order) }, 96);
    },
    layers: () => bodyOf(5, 'softmax'),
    optimizer: adam(0.004),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 10 },
  },
  {
    name: 'a scaler of its own for the test part',
    faults: ['scaler-leakage'],
    data: () => {
      const { points, labels } = measurements(16, 260);
      const [train, held] = [points.slice(0, 200), points.slice(200)];
      return {
        ...table({ points: standardized(train), labels: labels.slice(0, 200) }),
        held: table({ points: standardized(held), labels: labels.slice(200) }),
      };
    },
    layers: () => [dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.005),
    loss: 'binaryCrossentropy',
    fit: { epochs: 15 },
  },
  {
    name: 'one scaler fitted on everything before the split',
    faults: ['scaler-leakage'],
    data: () => {
      const { points, labels } = measurements(17, 260);
      return split(table({ points: standardized(points), labels }), 60);
    },
    layers: () => [dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.005),
    loss: 'binaryCrossentropy',
    fit: { epochs: 15 },
  },
  {
    name: 'most images could not be read and came out black',
    faults: ['bad-images'],
    data: () => {
      const { x, y } = pictures(
        datasets.shapes({ perClass: 80, only: ['disc', 'ex', 'plus'], seed: 7 }),
        255,
        3,
      );
      const draw = generator(8);
      const keep = tf.tensor1d(Array.from({ length: 240 }, () => (draw() < 0.7 ? 0 : 1)));
      return split({ x: x.mul(keep.reshape([240, 1, 1, 1])), y }, 40);
    },
    layers: () => bodyOf(3, 'softmax'),
    optimizer: adam(0.004),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 10, batchSize: 16 },
  },
  {
    name: 'a few cells of the table are empty: NaN',
    faults: ['bad-images'],
    data: () => {
      const { points, labels } = clouds(
        18,
        [
          [0, 0],
          [2, 2],
        ],
        [80, 80],
        0.6,
      );
      points[7]![1] = Number.NaN;
      points[90]![0] = Number.NaN;
      return split(table({ points, labels }), 40);
    },
    layers: () => [dense(8, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: 'binaryCrossentropy',
    fit: { epochs: 6 },
  },
];

const repeat3 = <T>(f: (i: number) => T): T[] => [1, 2, 3].map(f);
