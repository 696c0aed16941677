import * as tf from '@tensorflow/tfjs';

/** A small model with its training, so that the whole zoo meets every layer and option of the course. */
export interface Specimen {
  what: string;
  /** Shape of one example. */
  input: number[];
  /** `binary` 0 or 1, `oneHot` of three, `index` 0 to 2, `real` any number. */
  labels: 'binary' | 'oneHot' | 'index' | 'real';
  layers: () => tf.layers.Layer[];
  loss: string | typeof tf.losses.sigmoidCrossEntropy;
  optimizer: () => tf.Optimizer;
  metrics?: string[];
  fit?: tf.ModelFitArgs;
}

const { conv2d, dense, flatten, maxPooling2d, averagePooling2d, batchNormalization } = tf.layers;

export const zoo: Specimen[] = [
  {
    what: "answer A's network, in small",
    input: [10, 10, 3],
    labels: 'binary',
    layers: () => [
      conv2d({ filters: 4, kernelSize: 3, activation: 'relu' }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 1, activation: 'sigmoid' }),
    ],
    loss: 'binaryCrossentropy',
    optimizer: () => tf.train.adam(0.01),
    metrics: ['accuracy'],
    fit: { classWeight: { 0: 0.25, 1: 0.75 } },
  },
  {
    what: 'strides, same padding, averages, softmax',
    input: [9, 7, 2],
    labels: 'oneHot',
    layers: () => [
      conv2d({ filters: 4, kernelSize: [3, 2], strides: 2, padding: 'same', activation: 'elu' }),
      averagePooling2d({ poolSize: 2, padding: 'same' }),
      conv2d({ filters: 3, kernelSize: 2, kernelInitializer: 'heNormal', activation: 'softplus' }),
      tf.layers.globalAveragePooling2d({}),
      dense({ units: 3, activation: 'softmax' }),
    ],
    loss: 'categoricalCrossentropy',
    optimizer: () => tf.train.sgd(0.1),
    metrics: ['accuracy'],
    fit: { classWeight: { 0: 1, 1: 2, 2: 0.5 } },
  },
  {
    what: 'batch normalization, whole-number labels',
    input: [8, 8, 2],
    labels: 'index',
    layers: () => [
      conv2d({ filters: 4, kernelSize: 3, useBias: false, kernelInitializer: 'heUniform' }),
      batchNormalization(),
      tf.layers.activation({ activation: 'relu' }),
      maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
      flatten(),
      dense({ units: 5 }),
      batchNormalization({ momentum: 0.5 }),
      tf.layers.leakyReLU({ alpha: 0.1 }),
      dense({ units: 3, activation: 'softmax' }),
    ],
    loss: 'sparseCategoricalCrossentropy',
    optimizer: () => tf.train.momentum(0.05, 0.9),
    metrics: ['accuracy'],
  },
  {
    what: 'l1 and l2 on a regression',
    input: [6],
    labels: 'real',
    layers: () => [
      dense({ units: 8, activation: 'tanh', kernelRegularizer: tf.regularizers.l1({ l1: 0.01 }) }),
      dense({
        units: 6,
        activation: 'selu',
        kernelInitializer: 'truncatedNormal',
        kernelRegularizer: tf.regularizers.l2({ l2: 0.01 }),
      }),
      dense({
        units: 4,
        activation: 'sigmoid',
        kernelInitializer: 'orthogonal',
        kernelRegularizer: tf.regularizers.l1l2({ l1: 0.01, l2: 0.01 }),
      }),
      tf.layers.reLU({}),
      dense({ units: 1, kernelInitializer: 'glorotNormal' }),
    ],
    loss: 'meanSquaredError',
    optimizer: () => tf.train.rmsprop(0.01),
    metrics: ['mae'],
  },
  {
    what: 'logits under a sigmoid cross-entropy, dropout',
    input: [8, 8, 1],
    labels: 'binary',
    layers: () => [
      conv2d({ filters: 4, kernelSize: 5, padding: 'same', activation: 'relu' }),
      averagePooling2d({ poolSize: 2 }),
      tf.layers.dropout({ rate: 0.25 }),
      conv2d({ filters: 6, kernelSize: 3, strides: [1, 2], padding: 'same' }),
      tf.layers.elu({}),
      flatten(),
      tf.layers.dropout({ rate: 0.5 }),
      dense({ units: 1, biasInitializer: 'zeros' }),
    ],
    loss: tf.losses.sigmoidCrossEntropy,
    optimizer: () => tf.train.adamax(0.01),
  },
  {
    what: 'global maxima, centred rmsprop',
    input: [7, 7, 2],
    labels: 'binary',
    layers: () => [
      conv2d({ filters: 5, kernelSize: 2, strides: 2, activation: 'sigmoid' }),
      tf.layers.globalMaxPooling2d({}),
      tf.layers.softmax(),
      dense({ units: 1, activation: 'sigmoid', kernelInitializer: 'randomUniform' }),
    ],
    loss: 'binaryCrossentropy',
    optimizer: () => tf.train.rmsprop(0.01, 0.9, 0.5, 1e-7, true),
    metrics: ['accuracy', 'precision'],
  },
  {
    what: 'adagrad on margins',
    input: [4],
    labels: 'real',
    layers: () => [
      dense({ units: 8, activation: 'relu6', kernelInitializer: 'leCunNormal' }),
      dense({ units: 8, activation: 'hardSigmoid', kernelInitializer: 'varianceScaling' }),
      dense({ units: 1, activation: 'linear' }),
    ],
    loss: 'meanAbsoluteError',
    optimizer: () => tf.train.adagrad(0.05),
    metrics: ['mse'],
  },
];

/** The specimen with weights of its own, compiled. */
export function build({ input, layers, loss, optimizer, metrics }: Specimen): tf.Sequential {
  const model = tf.sequential();
  layers().forEach((layer, i) => {
    if (i === 0) model.add(tf.layers.inputLayer({ inputShape: input }));
    model.add(layer);
  });
  model.compile({ optimizer: optimizer(), loss, ...(metrics && { metrics }) });
  return model;
}
