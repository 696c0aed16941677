import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { collectGarbage } from '../../../garbage.fixture';
import { ready } from '../..';
import { markPure } from '../../pure';
import { graphModeOf, installGraphMode } from '.';
import { build, type Case, rows, STEPS_BEFORE } from './graph.fixture';

let uninstall: () => void;

beforeAll(async () => {
  process.env.UNSTUCK_GRAPH_MODE = 'off';
  await ready();
  uninstall = installGraphMode();
});
afterAll(() => uninstall());

const plain: Case = {
  layers: () => [
    tf.layers.dense({ units: 4, inputShape: [6], activation: 'relu' }),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),
  ],
};

/** A model that has trained long enough to be in a graph, with its rows. */
async function trained(one: Case = plain, epochs = STEPS_BEFORE + 5) {
  const model = build(one);
  const { x, y } = rows(model, one, 16);
  const fit = (more = 1) => model.fit(x, y, { epochs: more, batchSize: 16, verbose: 0, shuffle: false });
  await fit(epochs);
  return { model, x, y, fit };
}

const weightsOf = (model: tf.LayersModel) =>
  model.getWeights().map((weight) => Array.from(weight.dataSync()));

test('weights may be looked at between steps, and a copy keeps the values it was made of', async () => {
  const { model, fit } = await trained();
  expect(graphModeOf(model).steps).toBeGreaterThan(0);
  const [first, copies] = [weightsOf(model), model.getWeights().map((weight) => weight.clone())];
  await fit();
  const second = weightsOf(model);
  expect(second).not.toEqual(first);
  expect(copies.map((copy) => Array.from(copy.dataSync()))).toEqual(first);
});

test('a copy made before anybody looked keeps its values too', async () => {
  const { model, fit } = await trained();
  const copies = model.getWeights().map((weight) => weight.clone());
  await fit();
  await fit();
  const second = weightsOf(model);
  expect(copies.map((copy) => Array.from(copy.dataSync()))).not.toEqual(second);
});

test('weights that were set are those the next step starts from', async () => {
  const { model, fit } = await trained();
  const zeros = model.getWeights().map((weight) => tf.zerosLike(weight));
  model.compile({ optimizer: tf.train.sgd(0), loss: 'binaryCrossentropy' });
  await fit(STEPS_BEFORE);
  model.setWeights(zeros);
  const { history } = await fit();
  // All weights 0: every probability is one half.
  expect(history.loss![0]).toBeCloseTo(Math.log(2), 5);
  expect(
    weightsOf(model)
      .flat()
      .every((weight) => weight === 0),
  ).toBe(true);
});

test('a rate that was changed counts from the next step on', async () => {
  const adam = { ...plain, optimizer: () => tf.train.adam(0.01) };
  const { model, fit } = await trained(adam);
  const before = weightsOf(model);
  (model.optimizer as unknown as { learningRate: number }).learningRate = 0;
  await fit(3);
  expect(weightsOf(model)).toEqual(before);
  expect(graphModeOf(model).steps).toBeGreaterThan(3);
});

test('a rate set on gradient descent counts, and one written past it does not, as in tfjs', async () => {
  const { model, fit } = await trained({ ...plain, optimizer: () => tf.train.sgd(0.1) });
  const before = weightsOf(model);
  const optimizer = model.optimizer as tf.SGDOptimizer;
  optimizer.setLearningRate(0);
  (optimizer as unknown as { learningRate: number }).learningRate = 5;
  await fit(2);
  expect(weightsOf(model)).toEqual(before);
});

test("the optimizer's own moments are there for whoever saves them", async () => {
  const { model, fit } = await trained();
  const moments = await model.optimizer.getWeights();
  const values = moments.map(({ tensor }) => Array.from(tensor.dataSync()));
  expect(moments[0]!.tensor.dataSync()[0]).toBe(STEPS_BEFORE + 5);
  await fit();
  const later = (await model.optimizer.getWeights()).map(({ tensor }) => Array.from(tensor.dataSync()));
  expect(later.flat().every(Number.isFinite)).toBe(true);
  expect(later).not.toEqual(values);
});

test('model.evaluate is in a graph too, and sees the weights as they are', async () => {
  const { model, x, y } = await trained();
  const evaluate = () =>
    Array.from(([model.evaluate(x, y, { batchSize: 4 })].flat()[0] as tf.Tensor).dataSync())[0]!;
  for (let i = 0; i < 5; i++) evaluate();
  expect(graphModeOf(model).testSteps).toBeGreaterThan(0);
  model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight)));
  expect(evaluate()).toBeCloseTo(Math.log(2), 5);
});

test('a model compiled anew trains with its new optimizer and loss', async () => {
  const { model, fit } = await trained();
  model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
  const before = weightsOf(model);
  const { history } = await fit(STEPS_BEFORE + 2);
  expect(weightsOf(model)).toEqual(before);
  expect(history.loss!.every((loss) => (loss as number) <= 1)).toBe(true);
  expect(graphModeOf(model).steps).toBeGreaterThan(0);
});

test('the moving mean of batch normalization moves', async () => {
  const layers = () => [
    tf.layers.batchNormalization({ inputShape: [6] }),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),
  ];
  const { model, fit } = await trained({ layers });
  const mean = () => Array.from((model.layers[0]!.getWeights()[2] as tf.Tensor).dataSync());
  const before = mean();
  await fit(3);
  expect(graphModeOf(model).steps).toBeGreaterThan(3);
  expect(mean()).not.toEqual(before);
});

test("a loss of one's own is computed anew at each step, unless it is said to be pure", async () => {
  let calls = 0;
  const own = (yTrue: tf.Tensor, yPred: tf.Tensor) => {
    calls++;
    return tf.losses.meanSquaredError(yTrue, yPred);
  };
  const model = build(plain);
  const { x, y } = rows(model, plain, 16);
  const options = { epochs: STEPS_BEFORE + 5, batchSize: 16, verbose: 0 } as const;
  model.compile({ optimizer: 'sgd', loss: own });
  await model.fit(x, y, options);
  expect(graphModeOf(model)).toMatchObject({ steps: 0, obstacle: expect.stringContaining('loss') });
  expect(calls).toBe(STEPS_BEFORE + 5);
  model.compile({ optimizer: 'sgd', loss: markPure(own) });
  await model.fit(x, y, options);
  expect(graphModeOf(model).steps).toBeGreaterThan(0);
  expect(calls).toBeLessThan(2 * (STEPS_BEFORE + 5));
});

class Doubled extends tf.layers.Layer {
  static className = 'Doubled';
  override call(input: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return ([input].flat()[0] as tf.Tensor).mul(2);
  }
}

test.each<[string, () => tf.layers.Layer[]]>([
  ["a layer of one's own", () => [new Doubled({ inputShape: [6] }), tf.layers.dense({ units: 1 })]],
  [
    'a recurrent layer',
    () => [
      tf.layers.reshape({ inputShape: [6], targetShape: [3, 2] }),
      tf.layers.simpleRNN({ units: 2 }),
      tf.layers.dense({ units: 1 }),
    ],
  ],
  [
    'noise that cannot be repeated',
    () => [tf.layers.gaussianNoise({ stddev: 0.1, inputShape: [6] }), tf.layers.dense({ units: 1 })],
  ],
])('%s trains as ever, without a graph', async (_name, layers) => {
  const { model } = await trained({ layers, loss: 'meanSquaredError' });
  expect(graphModeOf(model)).toMatchObject({ steps: 0, obstacle: expect.any(String) });
});

test("an optimizer of one's own trains without a graph", async () => {
  class Mine extends tf.SGDOptimizer {}
  const { model } = await trained({ ...plain, optimizer: () => new Mine(0.1) });
  expect(graphModeOf(model).steps).toBe(0);
});

function residentBytes(): number {
  collectGarbage();
  return process.memoryUsage().rss;
}

test('1,000 steps leave no tensor and no memory behind', async () => {
  const before = tf.memory().numTensors;
  const { model, x, y, fit } = await trained();
  const during = tf.memory().numTensors;
  await fit(500);
  expect(tf.memory().numTensors).toBe(during);
  const resident = residentBytes();
  await fit(500);
  expect(tf.memory().numTensors).toBe(during);
  expect(residentBytes() - resident).toBeLessThan(30e6);
  model.dispose();
  model.optimizer.dispose();
  tf.dispose([x, y]);
  expect(tf.memory().numTensors).toBe(before);
});

test('a disposed model lets go of what was not looked at', async () => {
  const { model } = await trained();
  model.dispose();
  const [, ...moments] = await model.optimizer.getWeights();
  expect(moments.flatMap(({ tensor }) => Array.from(tensor.dataSync())).every(Number.isFinite)).toBe(true);
});

test('UNSTUCK_GRAPH_MODE switches it off, and refuses what it does not know', () => {
  const program = `
    const { ready } = require(${JSON.stringify(join(__dirname, '../../../../dist/engine'))});
    const tf = require('@tensorflow/tfjs');
    const { makeTrainFunction } = tf.LayersModel.prototype;
    ready().then(
      () => console.log(tf.LayersModel.prototype.makeTrainFunction === makeTrainFunction),
      (error) => console.log(error.message),
    );`;
  const run = (mode: string) => {
    const env = { ...process.env, UNSTUCK_ENGINE: 'node', UNSTUCK_GRAPH_MODE: mode };
    return spawnSync(process.execPath, ['-e', program], {
      cwd: __dirname,
      env,
      encoding: 'utf8',
    }).stdout.trim();
  };
  expect(run('off')).toBe('true');
  expect(run('on')).toBe('false');
  expect(run('maybe')).toBe('UNSTUCK_GRAPH_MODE: expected "on" or "off", got "maybe"');
});
