import * as tf from '@tensorflow/tfjs';
import { ready } from '../..';
import { type Case, curve } from './graph.fixture';

beforeAll(async () => {
  process.env.UNSTUCK_GRAPH_MODE = 'off';
  await ready();
});

const dense = (units: number, options: object = {}) => tf.layers.dense({ units, ...options });
const conv = (options: object = {}) =>
  tf.layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu', ...options });
const input = { inputShape: [6] };
const image = { inputShape: [9, 8, 2] };
const sigmoid = () => dense(1, { activation: 'sigmoid' });
const plain = () => [dense(8, { ...input, activation: 'relu' }), sigmoid()];

const CASES: Record<string, Case> = {
  'a dense network': { layers: plain },
  'a CNN with an odd size': {
    layers: () => [conv(image), tf.layers.maxPooling2d({ poolSize: 2 }), tf.layers.flatten(), sigmoid()],
  },
  'padding and strides': {
    layers: () => [
      conv({ ...image, padding: 'same', strides: 2 }),
      tf.layers.averagePooling2d({ poolSize: 2, strides: 1, padding: 'same' }),
      tf.layers.flatten(),
      sigmoid(),
    ],
    optimizer: () => tf.train.momentum(0.01, 0.9),
  },
  'ten classes': {
    layers: () => [dense(8, { ...input, activation: 'tanh' }), dense(10, { activation: 'softmax' })],
    loss: 'categoricalCrossentropy',
    classes: 10,
  },
  dropout: { layers: () => [...plain().slice(0, 1), tf.layers.dropout({ rate: 0.5 }), sigmoid()] },
  'dropout twice': {
    layers: () => [
      conv(image),
      tf.layers.dropout({ rate: 0.2 }),
      tf.layers.flatten(),
      tf.layers.dropout({ rate: 0.5 }),
      sigmoid(),
    ],
  },
  'batch normalization': {
    // Without a bias: under batch normalization its gradient is rounding alone, and Adam makes steps of that.
    layers: () => [
      dense(8, { ...input, useBias: false }),
      tf.layers.batchNormalization(),
      tf.layers.reLU(),
      sigmoid(),
    ],
  },
  'L1 and L2': {
    layers: () => [
      dense(8, { ...input, kernelRegularizer: tf.regularizers.l1l2({ l1: 0.01, l2: 0.02 }) }),
      sigmoid(),
    ],
  },
  'class weights': { layers: plain, classWeight: { 0: 1, 1: 3 } },
  'mean squared error': { layers: plain, loss: 'meanSquaredError', metrics: ['mse', 'mae'] },
  'a frozen layer': { layers: () => [dense(8, { ...input, trainable: false }), sigmoid()] },
  'gradient descent': { layers: plain, optimizer: () => tf.train.sgd(0.1) },
  momentum: { layers: plain, optimizer: () => tf.train.momentum(0.05, 0.9) },
  'momentum by Nesterov': { layers: plain, optimizer: () => tf.train.momentum(0.05, 0.9, true) },
  RMSProp: { layers: plain, optimizer: () => tf.train.rmsprop(0.01, 0.9, 0.5) },
  'Adam with other betas': { layers: plain, optimizer: () => tf.train.adam(0.02, 0.7, 0.9, 1e-3) },
};

test.each(Object.entries(CASES))(
  '%s: the first 50 losses, and those on held-out rows, are those of plain tfjs to 1e-4',
  async (_name, one) => {
    const [expected, found] = [await curve(one, 18, false), await curve(one, 18, true)];
    expect(found.stepsInGraph).toBeGreaterThan(35);
    expect(found.losses).toHaveLength(54);
    for (const [i, loss] of found.losses.slice(0, 50).entries())
      expect(Math.abs(loss - expected.losses[i]!)).toBeLessThan(1e-4);
    expect(found.testStepsInGraph).toBeGreaterThan(35);
    for (const [i, loss] of found.validationLosses.slice(0, 16).entries())
      expect(Math.abs(loss - expected.validationLosses[i]!)).toBeLessThan(1e-4);
    const weights = expected.weights.flat();
    for (const [i, weight] of found.weights.flat().entries()) expect(weight).toBeCloseTo(weights[i]!, 2);
  },
);
