import { datasets, EarlyStopping, ReduceLROnPlateau, tf } from 'unstuck';
import { generator, permutation } from 'unstuck/random';
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
import { adam, conv, dense, dropout, flatten, pool, type Question, repeat } from './question';

const BINARY = 'binaryCrossentropy';
const CROSS = 'categoricalCrossentropy';

/** Symptoms as categories, one-hot each: rows repeat, since there are few combinations. */
function categories() {
  const draw = generator(31);
  const rows = Array.from({ length: 300 }, () => [3, 3, 2].map((n) => Math.floor(n * draw())));
  const points = rows.map(([a, b, c]) =>
    [0, 1, 2]
      .map((k) => Number(a === k))
      .concat(
        [0, 1, 2].map((k) => Number(b === k)),
        [Number(c === 1)],
      ),
  );
  return split(table({ points, labels: rows.map(([a, b, c]) => Number(a! + b! + 2 * c! > 2)) }), 80);
}

/** Texts of twelve words out of forty; three words are happy ones. */
function texts() {
  const draw = generator(32);
  const words = Array.from({ length: 260 }, () => Array.from({ length: 12 }, () => Math.floor(40 * draw())));
  const labels = words.map((text) => Number(text.filter((word) => word < 4).length > 1));
  return split({ x: tf.tensor2d(words), y: column(labels) }, 60);
}

/** Nothing is wrong with these, however odd they look. */
export const HEALTHY: readonly Question[] = [
  {
    name: 'twenty-four rows, a linear model',
    faults: [],
    data: () =>
      split(
        table(
          clouds(
            41,
            [
              [0, 0],
              [2, 2],
            ],
            [16, 16],
            0.4,
          ),
        ),
        8,
      ),
    layers: () => [dense(1, 'sigmoid')],
    optimizer: adam(0.1),
    loss: BINARY,
    fit: { epochs: 40, batchSize: 8 },
  },
  {
    name: 'nine to one, and both found',
    faults: [],
    data: () =>
      split(
        table(
          clouds(
            42,
            [
              [0, 0, 0],
              [2, 2, 2],
            ],
            [270, 30],
            0.5,
          ),
        ),
        100,
      ),
    layers: () => [dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 20 },
  },
  {
    name: 'batches of two, the curve jumps',
    faults: [],
    data: () => split(table(spirals(43, 100)), 40),
    layers: () => [...repeat(2, () => dense(32, 'relu')), dense(1, 'sigmoid')],
    optimizer: adam(0.003),
    loss: BINARY,
    fit: { epochs: 25, batchSize: 2 },
  },
  {
    name: 'dropout 0.6, training accuracy below that of validation',
    faults: [],
    data: () => digits(),
    layers: () => [flatten(), dense(128, 'relu'), dropout(0.6), dense(10, 'softmax')],
    optimizer: adam(0.003),
    loss: CROSS,
    fit: { epochs: 25 },
  },
  {
    name: 'raw pixels into batch normalization',
    faults: [],
    data: () => split(pictures(datasets.gratings({ seed: 44, perClass: 100 }), 1), 60),
    layers: () => [
      tf.layers.batchNormalization({ momentum: 0.9 }),
      conv(8),
      pool(),
      flatten(),
      dense(1, 'sigmoid'),
    ],
    optimizer: adam(0.005),
    loss: BINARY,
    fit: { epochs: 12, batchSize: 16 },
  },
  {
    name: 'a sine wave, tanh units',
    faults: [],
    data: () => {
      const x = Array.from({ length: 200 }, (_, i) => (i * 37) % 200).map((i) => i / 100 - 1);
      return split({ x: column(x), y: column(x.map((value) => Math.sin(4 * value))) }, 40);
    },
    layers: () => [...repeat(2, () => dense(32, 'tanh')), dense(1)],
    optimizer: adam(0.01),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 60, batchSize: 16 },
  },
  {
    name: 'mean squared error on a sigmoid, three clouds one-hot',
    faults: [],
    data: () =>
      split(
        table(
          clouds(
            45,
            [
              [0, 0],
              [2, 1],
              [1, 3],
            ],
            [60, 60, 60],
            0.4,
          ),
          3,
        ),
        50,
      ),
    layers: () => [dense(16, 'relu'), dense(3, 'sigmoid')],
    optimizer: adam(0.02),
    loss: 'meanSquaredError',
    fit: { epochs: 30 },
  },
  {
    name: 'hinge loss with labels -1 and 1, tanh output',
    faults: [],
    data: () => {
      const { points, labels } = clouds(
        46,
        [
          [0, 0],
          [2, 2],
        ],
        [90, 90],
        0.5,
      );
      return split(table({ points, labels: labels.map((label) => 2 * label - 1) }), 50);
    },
    layers: () => [dense(16, 'relu'), dense(1, 'tanh')],
    optimizer: adam(0.01),
    loss: 'hinge',
    fit: { epochs: 25 },
  },
  {
    name: 'exclusive or, one hidden layer of sigmoids',
    faults: [],
    data: () => split(table(exclusiveOr(47, 60)), 60),
    layers: () => [dense(16, 'sigmoid'), dense(1, 'sigmoid')],
    optimizer: adam(0.05),
    loss: BINARY,
    fit: { epochs: 60 },
  },
  {
    name: 'SGD at rate 1 on a small standardized table',
    faults: [],
    data: () => {
      const { points, labels } = clouds(
        48,
        [
          [0, 10],
          [3, 40],
        ],
        [100, 100],
        1,
      );
      return split(table({ points: standardized(points, points.slice(0, 150)), labels }), 50);
    },
    layers: () => [dense(1, 'sigmoid')],
    optimizer: () => tf.train.sgd(1),
    loss: BINARY,
    fit: { epochs: 20 },
  },
  {
    name: 'an autoencoder of digits: the targets are the inputs',
    faults: [],
    data: () => {
      const { x, held } = digits();
      const [a, b] = [x.reshape([500, 64]), held!.x.reshape([200, 64])];
      return { x: a, y: a.clone(), held: { x: b, y: b.clone() } };
    },
    layers: () => [dense(24, 'relu'), dense(64, 'sigmoid')],
    optimizer: adam(0.005),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 30 },
  },
  {
    name: 'several labels a row, sigmoid outputs',
    faults: [],
    data: () => {
      const { points } = clouds(49, [[0, 0, 0]], [260], 1);
      const y = points.map((row) => row.map((value) => Number(value > 0)));
      return split({ x: tf.tensor2d(points), y: tf.tensor2d(y) }, 60);
    },
    layers: () => [dense(24, 'relu'), dense(3, 'sigmoid')],
    optimizer: adam(0.02),
    loss: BINARY,
    fit: { epochs: 25 },
  },
  {
    name: 'a recurrent network on waves, slow or fast',
    faults: [],
    data: () => {
      const draw = generator(50);
      const labels = Array.from({ length: 200 }, (_, i) => i % 2);
      const waves = labels.map((label) => {
        const [phase, pace] = [6 * draw(), label ? 1.2 : 0.5];
        return Array.from({ length: 16 }, (_, t) => [Math.sin(phase + pace * t) + 0.1 * draw()]);
      });
      return split({ x: tf.tensor3d(waves), y: column(labels) }, 50);
    },
    layers: () => [tf.layers.simpleRNN({ units: 16 }), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 15, batchSize: 16 },
  },
  {
    name: 'selu and elu layers, global average',
    faults: [],
    data: () => split(pictures(datasets.gratings({ seed: 51, perClass: 110 })), 60),
    layers: () => [
      conv(8, 'selu', { kernelInitializer: 'leCunNormal' }),
      conv(16, 'elu', { strides: 2 }),
      tf.layers.globalAveragePooling2d({}),
      dense(1, 'sigmoid'),
    ],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 20, batchSize: 16 },
  },
  {
    name: 'one batch of everything, two hundred epochs',
    faults: [],
    data: () =>
      split(
        table(
          clouds(
            52,
            [
              [0, 0],
              [2, 2],
            ],
            [90, 90],
            0.5,
          ),
        ),
        40,
      ),
    layers: () => [dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 150, batchSize: 256 },
  },
  {
    name: 'stopped early, as asked',
    faults: [],
    data: () => digits(),
    layers: () => [flatten(), dense(64, 'relu'), dense(10, 'softmax')],
    optimizer: adam(0.005),
    loss: CROSS,
    fit: { epochs: 60, callbacks: [new EarlyStopping({ patience: 3, restoreBestWeights: true })] },
  },
  {
    name: 'no validation rows at all',
    faults: [],
    data: () => table(spirals(53, 150)),
    layers: () => [...repeat(2, () => dense(32, 'relu')), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 40 },
  },
  {
    name: 'clouds that overlap: nobody can do better than 87 %',
    faults: [],
    data: () =>
      split(
        table(
          clouds(
            54,
            [
              [0, 0],
              [1.6, 1.6],
            ],
            [300, 300],
            1,
          ),
        ),
        200,
      ),
    layers: () => [dense(8, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 20 },
  },
  {
    name: 'categories, one-hot: rows repeat by nature',
    faults: [],
    data: categories,
    layers: () => [dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.02),
    loss: BINARY,
    fit: { epochs: 30 },
  },
  {
    name: 'word numbers up to 39 into an embedding',
    faults: [],
    data: texts,
    layers: () => [
      tf.layers.embedding({ inputDim: 40, outputDim: 8 }),
      tf.layers.globalAveragePooling1d({}),
      dense(16, 'relu'),
      dense(1, 'sigmoid'),
    ],
    optimizer: adam(0.02),
    loss: BINARY,
    fit: { epochs: 30 },
  },
  {
    name: 'prices, both sides standardized by the training rows',
    faults: [],
    data: () => {
      const { points, prices } = houses(55, 260);
      const y = prices.map((price) => [price]);
      return split(
        {
          x: tf.tensor2d(standardized(points, points.slice(0, 200))),
          y: tf.tensor2d(standardized(y, y.slice(0, 200))),
        },
        60,
      );
    },
    layers: () => [dense(16, 'relu'), dense(1)],
    optimizer: adam(0.01),
    loss: 'meanSquaredError',
    metrics: [],
    fit: { epochs: 30 },
  },
  {
    name: 'a high rate that ReduceLROnPlateau brings down',
    faults: [],
    data: () => split(table(spirals(56, 200)), 100),
    layers: () => [...repeat(2, () => dense(32, 'relu')), dense(1, 'sigmoid')],
    optimizer: adam(0.03),
    loss: BINARY,
    fit: { epochs: 40, batchSize: 16, callbacks: [new ReduceLROnPlateau({ patience: 4, factor: 0.3 })] },
  },
  {
    name: 'a shuffled order of two even classes, a quarter of it validated',
    faults: [],
    data: () => {
      const { x, y } = pictures(datasets.levels({ seed: 57, counts: [60, 60] }));
      const order = tf.tensor1d(permutation(120, generator(9)), 'int32');
      return split({ x: tf.gather(x, order), y: tf.gather(y, order) }, 30);
    },
    layers: () => [flatten(), dense(16, 'tanh'), dense(1, 'sigmoid')],
    optimizer: adam(0.003),
    loss: BINARY,
    fit: { epochs: 15, batchSize: 8 },
  },
  {
    name: 'weights for a rare class, balanced by them',
    faults: [],
    data: () =>
      split(
        table(
          clouds(
            58,
            [
              [0, 0, 0],
              [2, 2, 1],
            ],
            [260, 40],
            0.7,
          ),
        ),
        100,
      ),
    layers: () => [dense(16, 'relu'), dense(1, 'sigmoid')],
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 20, classWeight: { 0: 0.6, 1: 3.5 } },
  },
];
