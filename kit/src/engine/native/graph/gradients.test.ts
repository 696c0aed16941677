import * as tf from '@tensorflow/tfjs';
import { ready } from '../..';
import { graphModeOf, installGraphMode } from '.';
import { STEPS_BEFORE } from './graph.fixture';
import type { CompiledModel } from './tfjs';

beforeAll(async () => {
  process.env.UNSTUCK_GRAPH_MODE = 'off';
  await ready();
});

const MEAN_SQUARED_ERROR = 'meanSquaredError';

/** A weight's gradient three times: by a step of the graph, by tfjs, and by the change of the loss. */
function gradients(layers: tf.layers.Layer[], x: tf.Tensor, y: tf.Tensor) {
  const uninstall = installGraphMode();
  const model = tf.sequential({ layers });
  // A step of gradient descent with rate 1 takes away the gradient itself.
  model.compile({ optimizer: tf.train.sgd(1), loss: MEAN_SQUARED_ERROR });
  const start = model.getWeights().map((weight) => weight.clone());
  const inner = (model as unknown as { model: CompiledModel }).model;
  const train = inner.makeTrainFunction();
  for (let i = 0; i < STEPS_BEFORE; i++) {
    model.setWeights(start);
    tf.tidy(() => train([x, y]));
  }
  uninstall();
  expect(graphModeOf(model)).toMatchObject({ steps: expect.any(Number), obstacle: undefined });
  expect(graphModeOf(model).steps).toBeGreaterThan(0);
  const inGraph = start.map((weight, i) => values(weight.sub(model.getWeights()[i]!)));
  model.setWeights(start);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const loss = () => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor).mean() as tf.Scalar;
  const { grads } = tf.variableGrads(loss, variables);
  const plain = variables.map(({ name }) => values(grads[name]!));
  return { inGraph, plain, differences: variables.map((variable) => finiteDifferences(loss, variable)) };
}

function finiteDifferences(loss: () => tf.Scalar, variable: tf.Variable): number[] {
  const at = values(variable);
  const step = 1e-2;
  const lossWith = (i: number, change: number) => {
    const moved = Float32Array.from(at, (value, j) => (j === i ? value + change : value));
    variable.assign(tf.tensor(moved, variable.shape));
    return tf.tidy(() => loss().dataSync()[0]!);
  };
  const slopes = at.map((_, i) => (lossWith(i, step) - lossWith(i, -step)) / (2 * step));
  variable.assign(tf.tensor(at, variable.shape));
  return slopes;
}

const values = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

/** The largest difference, relative to the largest value. */
function distance(found: number[], expected: number[]): number {
  const scale = Math.max(1e-3, ...expected.map(Math.abs));
  return Math.max(...found.map((value, i) => Math.abs(value - expected[i]!))) / scale;
}

const conv = (options: object) => tf.layers.conv2d({ filters: 3, kernelSize: 3, ...options });
const image = { inputShape: [7, 6, 2] };
const end = () => [tf.layers.flatten(), tf.layers.dense({ units: 2 })];

// Smooth where finite differences look: a kink between two points is no slope.
const SMOOTH: Record<string, () => tf.layers.Layer[]> = {
  'valid padding': () => [conv({ ...image, activation: 'tanh' }), ...end()],
  'same padding': () => [conv({ ...image, padding: 'same', activation: 'sigmoid' }), ...end()],
  strides: () => [conv({ ...image, strides: [2, 1], padding: 'same' }), ...end()],
  'average pooling of an odd size': () => [
    conv(image),
    tf.layers.averagePooling2d({ poolSize: 2, strides: 2 }),
    ...end(),
  ],
};

const KINKED: Record<string, () => tf.layers.Layer[]> = {
  relu: () => [conv({ ...image, activation: 'relu' }), ...end()],
  'max pooling of an odd size': () => [conv(image), tf.layers.maxPooling2d({ poolSize: 2 }), ...end()],
  'max pooling with overlap and same padding': () => [
    conv(image),
    tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
    ...end(),
  ],
};

const draw = (shape: number[], seed: number) => tf.randomUniform(shape, -1, 1, 'float32', seed);

test.each(Object.entries(SMOOTH))('%s: a step in a graph follows the slope', (_name, layers) => {
  const { inGraph, plain, differences } = gradients(layers(), draw([4, 7, 6, 2], 1), draw([4, 2], 2));
  plain.forEach((expected, i) => {
    expect(distance(inGraph[i]!, expected)).toBeLessThan(1e-5);
    expect(distance(inGraph[i]!, differences[i]!)).toBeLessThan(2e-2);
  });
});

test.each(Object.entries(KINKED))("%s: a step in a graph takes tfjs' own gradient", (_name, layers) => {
  const { inGraph, plain } = gradients(layers(), draw([4, 7, 6, 2], 1), draw([4, 2], 2));
  for (const [i, expected] of plain.entries()) expect(distance(inGraph[i]!, expected)).toBeLessThan(1e-5);
});

test('ties in pooling and zeros at relu are decided as tfjs decides them', () => {
  const layers = [
    conv({ ...image, kernelInitializer: 'ones', biasInitializer: 'zeros', activation: 'relu' }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    ...end(),
  ];
  // Flat patches tie, and the one of zeros sits at the kink.
  const x = tf.concat([tf.ones([2, 7, 6, 2]), tf.zeros([2, 7, 6, 2])]) as tf.Tensor;
  const { inGraph, plain } = gradients(layers, x, draw([4, 2], 2));
  for (const [i, expected] of plain.entries()) expect(distance(inGraph[i]!, expected)).toBeLessThan(1e-5);
});

test.each<[string, () => tf.layers.Layer[], number[]]>([
  [
    'dense layers',
    () => [tf.layers.dense({ units: 3, inputShape: [5], activation: 'relu' }), tf.layers.dense({ units: 2 })],
    [4, 5],
  ],
  ['convolutions', () => [conv({ ...image, activation: 'relu' }), ...end()], [4, 7, 6, 2]],
])('a NaN in the input of %s spoils the same weights as in tfjs', (_name, layers, shape) => {
  const spoilt = tf.buffer(shape as [number], 'float32', draw(shape, 1).dataSync() as Float32Array);
  spoilt.values[7] = Number.NaN;
  const { inGraph, plain } = gradients(layers(), spoilt.toTensor(), draw([4, 2], 2));
  expect(plain.flat().some(Number.isNaN)).toBe(true);
  expect(inGraph.map((layer) => layer.map(Number.isNaN))).toEqual(
    plain.map((layer) => layer.map(Number.isNaN)),
  );
});
