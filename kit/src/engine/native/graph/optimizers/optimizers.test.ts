import * as tf from '@tensorflow/tfjs';
import { ready } from '../../..';
import { graphModeOf, installGraphMode } from '..';
import { build, rows, STEPS_BEFORE } from '../graph.fixture';

beforeAll(async () => {
  process.env.UNSTUCK_GRAPH_MODE = 'off';
  await ready();
});

const OPTIMIZERS: Record<string, () => tf.Optimizer> = {
  'gradient descent': () => tf.train.sgd(0.3),
  momentum: () => tf.train.momentum(0.1, 0.8),
  'momentum by Nesterov': () => tf.train.momentum(0.1, 0.8, true),
  RMSProp: () => tf.train.rmsprop(0.02, 0.8),
  'RMSProp with momentum': () => tf.train.rmsprop(0.02, 0.8, 0.5, 1e-3),
  Adam: () => tf.train.adam(0.05),
  'Adam with a large epsilon': () => tf.train.adam(0.05, 0.8, 0.95, 0.1),
};

const layers = () => [
  tf.layers.dense({ units: 5, inputShape: [4], activation: 'tanh' }),
  tf.layers.dense({ units: 1, activation: 'sigmoid' }),
];

/** Weights and the optimizer's own variables after some steps, and how many of the steps a graph made. */
async function after(steps: number, optimizer: () => tf.Optimizer, graph: boolean) {
  const uninstall = graph ? installGraphMode() : () => {};
  const one = { layers, optimizer };
  const model = build(one);
  const { x, y } = rows(model, one, 16);
  for (let i = 0; i < steps; i++) await model.trainOnBatch(x, y);
  uninstall();
  const kept = (await model.optimizer.getWeights()).slice(1).map(({ tensor }) => tensor);
  const values = [...model.getWeights(), ...kept].map((tensor) => Array.from(tensor.dataSync()));
  return { values: values.flat(), inGraph: graphModeOf(model).steps };
}

test.each(Object.entries(OPTIMIZERS))(
  '%s: steps in a graph move weights and moments as tfjs does, to 1e-5',
  async (_name, optimizer) => {
    const steps = STEPS_BEFORE + 2;
    const [expected, found] = [await after(steps, optimizer, false), await after(steps, optimizer, true)];
    expect(found.inGraph).toBeGreaterThan(2);
    expect(found.values).toHaveLength(expected.values.length);
    const scale = Math.max(...expected.values.map(Math.abs));
    for (const [i, value] of found.values.entries())
      expect(Math.abs(value - expected.values[i]!) / scale).toBeLessThan(1e-5);
  },
);

test('centered RMSProp is left to tfjs, whose formula is not that of TensorFlow', async () => {
  const { inGraph } = await after(STEPS_BEFORE + 2, () => tf.train.rmsprop(0.02, 0.8, 0, 1e-7, true), true);
  expect(inGraph).toBe(0);
});
