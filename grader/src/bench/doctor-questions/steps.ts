import { datasets, tf } from 'unstuck';
import { clouds, digits, pictures, spirals, split, table } from './data';
import { adam, conv, dense, dropout, flatten, pool, type Question, repeat } from './question';

const shapes = (perClass: number, seed: number) =>
  split(
    pictures(datasets.shapes({ perClass, seed, only: ['disc', 'plus', 'ex'] }), 255, 3),
    Math.round(perClass * 0.9),
  );
const lenet = (more: object = {}) => [
  conv(6, 'relu', more),
  pool(),
  conv(12, 'relu', more),
  pool(),
  flatten(),
  dense(24, 'relu', more),
  dense(3, 'softmax'),
];
const CROSS = 'categoricalCrossentropy';

/** What is wrong is how it is trained: rates, starts, batches, penalties. */
export const STEPS: readonly Question[] = [
  {
    name: 'momentum at rate 1, shapes',
    faults: ['lr-too-high'],
    data: () => shapes(60, 3),
    layers: () => lenet(),
    optimizer: () => tf.train.momentum(1, 0.9),
    loss: CROSS,
    fit: { epochs: 8, batchSize: 16 },
  },
  {
    name: 'Adam at rate 1, digits',
    faults: ['lr-too-high'],
    data: () => digits(),
    layers: () => [flatten(), dense(64, 'relu'), dense(10, 'softmax')],
    optimizer: adam(1),
    loss: CROSS,
    fit: { epochs: 8 },
  },
  {
    name: 'RMSProp at 0.3, spirals',
    faults: ['lr-too-high'],
    data: () => split(table(spirals(6, 150)), 60),
    layers: () => [...repeat(2, () => dense(32, 'relu')), dense(1, 'sigmoid')],
    optimizer: () => tf.train.rmsprop(0.3),
    loss: 'binaryCrossentropy',
    fit: { epochs: 20 },
  },
  {
    name: 'rate 0.000001',
    faults: ['lr-too-low'],
    data: () =>
      split(
        table(
          clouds(
            21,
            [
              [0, 0],
              [2, 2],
            ],
            [100, 100],
            0.6,
          ),
        ),
        50,
      ),
    layers: () => [...repeat(2, () => dense(16, 'relu')), dense(1, 'sigmoid')],
    optimizer: adam(1e-6),
    loss: 'binaryCrossentropy',
    fit: { epochs: 12 },
  },
  {
    name: 'plain SGD at 0.0005 for ten epochs',
    faults: ['lr-too-low'],
    data: () => shapes(60, 5),
    layers: () => lenet(),
    optimizer: () => tf.train.sgd(0.0005),
    loss: CROSS,
    fit: { epochs: 10 },
  },
  {
    name: 'all rows in one batch, at a tiny rate',
    faults: ['batch-size-too-large', 'lr-too-low'],
    data: () => digits(),
    layers: () => [flatten(), dense(64, 'relu'), dense(10, 'softmax')],
    optimizer: adam(0.0001),
    loss: CROSS,
    fit: { epochs: 15, batchSize: 500 },
  },
  {
    name: 'all rows in one batch, default Adam',
    faults: ['batch-size-too-large'],
    data: () => shapes(80, 6),
    layers: () => lenet(),
    optimizer: adam(0.001),
    loss: CROSS,
    fit: { epochs: 12, batchSize: 512 },
  },
  {
    name: 'one row at a time with batch normalization',
    faults: ['batch-size-too-small'],
    data: () => shapes(40, 7),
    layers: () => [
      conv(8, 'linear'),
      tf.layers.batchNormalization({ momentum: 0.9 }),
      tf.layers.reLU(),
      pool(),
      flatten(),
      dense(16, 'linear'),
      tf.layers.batchNormalization({ momentum: 0.9 }),
      tf.layers.reLU(),
      dense(3, 'softmax'),
    ],
    optimizer: adam(0.005),
    loss: CROSS,
    fit: { epochs: 5, batchSize: 1 },
  },
  {
    name: 'all weights zero, shapes',
    faults: ['bad-initialization'],
    data: () => shapes(60, 8),
    layers: () => lenet({ kernelInitializer: 'zeros' }),
    optimizer: adam(0.003),
    loss: CROSS,
    fit: { epochs: 8, batchSize: 16 },
  },
  {
    name: 'all weights one half, spirals, tanh',
    faults: ['bad-initialization'],
    data: () => split(table(spirals(8, 150)), 60),
    layers: () => [
      ...repeat(2, () => dense(24, 'tanh', { kernelInitializer: tf.initializers.constant({ value: 0.5 }) })),
      dense(1, 'sigmoid'),
    ],
    optimizer: adam(0.01),
    loss: 'binaryCrossentropy',
    fit: { epochs: 25 },
  },
  {
    name: 'standard normal weights in a wide deep network',
    faults: ['bad-initialization', 'exploding-gradient'],
    data: () => digits(),
    layers: () => [
      flatten(),
      ...repeat(4, () =>
        dense(64, 'relu', { kernelInitializer: tf.initializers.randomNormal({ mean: 0, stddev: 1 }) }),
      ),
      dense(10, 'softmax'),
    ],
    optimizer: () => tf.train.sgd(0.01),
    loss: CROSS,
    fit: { epochs: 8 },
  },
  {
    name: 'biases start at -10, relu',
    faults: ['dying-relu'],
    data: () => digits(),
    layers: () => [
      flatten(),
      dense(32, 'relu', { biasInitializer: tf.initializers.constant({ value: -10 }) }),
      dense(10, 'softmax'),
    ],
    optimizer: adam(0.002),
    loss: CROSS,
    fit: { epochs: 8 },
  },
  {
    name: 'biases start at 10, sigmoid',
    faults: ['saturated-activations'],
    data: () => digits(),
    layers: () => [
      flatten(),
      ...repeat(2, () => dense(32, 'sigmoid', { biasInitializer: tf.initializers.constant({ value: 10 }) })),
      dense(10, 'softmax'),
    ],
    optimizer: () => tf.train.sgd(0.1),
    loss: CROSS,
    fit: { epochs: 10 },
  },
  {
    name: 'seven sigmoid layers with SGD',
    faults: ['vanishing-gradient'],
    data: () =>
      split(
        table(
          clouds(
            22,
            [
              [0, 0, 0],
              [2, 1, 0],
              [0, 2, 1],
            ],
            [80, 80, 80],
            0.6,
          ),
          3,
        ),
        60,
      ),
    layers: () => [...repeat(7, () => dense(16, 'sigmoid')), dense(3, 'softmax')],
    optimizer: () => tf.train.sgd(0.1),
    loss: CROSS,
    fit: { epochs: 20 },
  },
  {
    name: 'dropout 0.8 three times',
    faults: ['over-regularized'],
    data: () => shapes(60, 9),
    layers: () => [
      conv(8),
      dropout(0.8),
      pool(),
      flatten(),
      dropout(0.8),
      dense(16, 'relu'),
      dropout(0.8),
      dense(3, 'softmax'),
    ],
    optimizer: adam(0.003),
    loss: CROSS,
    fit: { epochs: 12, batchSize: 16 },
  },
  {
    name: 'L2 of 1 on each layer',
    faults: ['over-regularized'],
    data: () => split(table(spirals(9, 150)), 60),
    layers: () => [
      ...repeat(2, () => dense(32, 'relu', { kernelRegularizer: tf.regularizers.l2({ l2: 1 }) })),
      dense(1, 'sigmoid'),
    ],
    optimizer: adam(0.01),
    loss: 'binaryCrossentropy',
    fit: { epochs: 20 },
  },
  {
    name: 'thirty images, a large network, forty epochs',
    faults: ['overfitting'],
    data: () => {
      const { x, y } = pictures(datasets.shapes({ perClass: 26, seed: 10 }), 255, 5);
      return split({ x, y }, 100);
    },
    layers: () => [conv(16), pool(), flatten(), dense(128, 'relu'), dense(5, 'softmax')],
    optimizer: adam(0.002),
    loss: CROSS,
    fit: { epochs: 40, batchSize: 8 },
  },
  {
    name: 'overfits in spite of L2, which is 0.0000001',
    faults: ['ineffective-regularizer'],
    data: () => {
      const noise = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
      return split(table(clouds(23, [noise, noise.map((_, i) => (i < 3 ? 0.8 : 0))], [90, 90], 1)), 110);
    },
    layers: () => [
      ...repeat(2, () => dense(64, 'relu', { kernelRegularizer: tf.regularizers.l2({ l2: 1e-7 }) })),
      dense(1, 'sigmoid'),
    ],
    optimizer: adam(0.005),
    loss: 'binaryCrossentropy',
    fit: { epochs: 60, batchSize: 8 },
  },
  {
    name: 'the loss bounces at Adam 0.05 for thirty epochs',
    faults: ['lr-plateau', 'lr-too-high'],
    data: () => split(table(spirals(10, 200)), 100),
    layers: () => [...repeat(2, () => dense(32, 'relu')), dense(1, 'sigmoid')],
    optimizer: adam(0.05),
    loss: 'binaryCrossentropy',
    fit: { epochs: 30, batchSize: 8 },
  },
];
