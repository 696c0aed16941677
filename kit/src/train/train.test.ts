import { execFileSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import { seed } from '../random';
import { train } from './train';

beforeAll(async () => {
  await ready();
});

function linear(): tf.Sequential {
  seed(1);
  const model = tf.sequential({
    layers: [tf.layers.dense({ units: 1, activation: 'sigmoid', inputShape: [2] })],
  });
  model.compile({ optimizer: tf.train.sgd(0.5), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

const x = () =>
  tf.tensor2d([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 2],
    [-1, -1],
  ]);
const y = () => tf.tensor2d([[0], [0], [0], [1], [1], [0]]);

test('a run says what happened, as plain data that survives JSON', async () => {
  const run = await train(linear(), { x: x(), y: y(), validation: { x: x(), y: y() }, epochs: 3, seed: 1 });
  expect(Object.keys(run.history).sort()).toEqual(['acc', 'loss', 'val_acc', 'val_loss']);
  expect(run.history.loss).toHaveLength(3);
  expect(run.history.loss![2]).toBeLessThan(run.history.loss![0]!);
  expect(run.rates).toEqual([0.5, 0.5, 0.5]);
  expect(run.data.classCounts).toEqual({ 0: 4, 1: 2 });
  expect(run.data.input).toMatchObject({ min: -1, max: 2 });
  expect(run.model).toMatchObject({ optimizer: 'SGD', loss: 'binaryCrossentropy', parameters: 3 });
  expect(run.model.layers[0]).toMatchObject({
    kind: 'Dense',
    activation: 'sigmoid',
    outputShape: [null, 1],
    parameters: 3,
  });
  expect(JSON.parse(JSON.stringify(run))).toEqual(run);
});

test('a layer in two places, and a model of one layer within another, are described and trained', async () => {
  const input = tf.input({ shape: [3, 2] });
  const twice = tf.layers.dense({ units: 2, name: 'twice' });
  const inner = tf.sequential({ name: 'inner', layers: [tf.layers.dense({ units: 3, inputShape: [2] })] });
  const parts = [twice, tf.layers.maxPooling1d({ poolSize: 3 }), twice, tf.layers.flatten(), inner];
  const output = [...parts, tf.layers.dense({ units: 1, activation: 'sigmoid' })].reduce(
    (h, layer) => layer.apply(h) as tf.SymbolicTensor,
    input,
  );
  const model = tf.model({ inputs: input, outputs: output });
  model.compile({ optimizer: 'sgd', loss: 'binaryCrossentropy' });
  const run = await train(model, { x: tf.ones([6, 3, 2]), y: y(), epochs: 1 });
  const shapes = run.model.layers.map(({ name, outputShape }) => [name, outputShape]);
  expect(Object.fromEntries(shapes)).toMatchObject({ twice: [null, 1, 2], inner: [null, 3] });
});

test('of noise its deviation is described, of a layer for each step of a series that layer’s activation', async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.gaussianNoise({ stddev: 0.3, inputShape: [3, 2] }),
      tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 1, activation: 'tanh' }) }),
    ],
  });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const run = await train(model, { x: tf.ones([6, 3, 2]), y: tf.ones([6, 3, 1]), epochs: 1 });
  expect(run.model.layers[0]).toMatchObject({ kind: 'GaussianNoise', stddev: 0.3 });
  expect(run.model.layers[1]).toMatchObject({ kind: 'TimeDistributed', activation: 'tanh' });
});

test('layer statistics are those of the arithmetic by hand', async () => {
  const model = linear();
  model.setWeights([tf.tensor2d([[1], [1]]), tf.tensor1d([0])]);
  const before = tf.tensor2d([[1, 2]]);
  const run = await train(model, { x: before, y: tf.tensor2d([[1]]), epochs: 1, seed: 1 });
  // One step of rate 0.5 from w = (1, 1), b = 0 at x = (1, 2), y = 1: dL/dz = p - 1.
  const step = 0.5 * (1 - 1 / (1 + Math.exp(-3)));
  const weights = [1 + step, 1 + 2 * step, step];
  const p = 1 / (1 + Math.exp(-(weights[0]! + 2 * weights[1]! + weights[2]!)));
  const [layer] = run.layers[0]!;
  expect(layer!.activation.mean).toBeCloseTo(p, 5);
  expect(layer!.weightNorm).toBeCloseTo(Math.hypot(...weights), 5);
  expect(layer!.gradientNorm).toBeCloseTo((1 - p) * Math.hypot(1, 2, 1), 5);
  expect(layer!.zeros).toBe(0);
});

test('targets as a list are those as a column', async () => {
  const trained = (targets: tf.Tensor) => train(linear(), { x: x(), y: targets, epochs: 2, seed: 1 });
  const [list, column] = [await trained(y().flatten()), await trained(y())];
  expect(list.history).toEqual(column.history);
  expect(list.layers.map(([layer]) => layer!.gradientNorm)).toEqual(
    column.layers.map(([layer]) => layer!.gradientNorm),
  );
});

test('the rate of each epoch is recorded as a callback changes it', async () => {
  const model = linear();
  const callbacks = [
    {
      onEpochEnd: async () =>
        (model.optimizer as unknown as { setLearningRate(r: number): void }).setLearningRate(0.1),
    },
  ];
  const run = await train(model, { x: x(), y: y(), epochs: 2, callbacks, seed: 1 });
  expect(run.rates).toEqual([0.5, 0.1]);
});

test('a class that classWeight does not name weighs 1, as in Keras', async () => {
  const losses = async (classWeight?: Record<number, number>) =>
    (await train(linear(), { x: x(), y: y(), epochs: 2, seed: 1, ...(classWeight ? { classWeight } : {}) }))
      .history.loss;
  expect(await losses({ 0: 1 })).toEqual(await losses());
  expect(await losses({ 0: 3 })).toEqual(await losses({ 0: 3, 1: 1 }));
  expect(await losses({ 0: 3 })).not.toEqual(await losses());
});

test('labels -1 and 1 are answered by the sign of the output', async () => {
  const signs = tf.tensor2d([[-1], [-1], [-1], [1], [1], [-1]]);
  const model = tf.sequential({
    layers: [tf.layers.dense({ units: 1, activation: 'tanh', inputShape: [2] })],
  });
  model.compile({ optimizer: tf.train.sgd(0.5), loss: 'hinge' });
  // tanh(x0 + x1 - 1.5) has the sign of each label.
  model.setWeights([tf.tensor2d([[1], [1]]), tf.tensor1d([-1.5])]);
  const run = await train(model, { x: x(), y: signs, epochs: 1, seed: 1 });
  expect(run.probes![0]!.train).toMatchObject({ accuracy: 1, recall: { '-1': 1, 1: 1 } });
});

test('of several labels a row, how many ones there are and how many are found', async () => {
  const model = tf.sequential({
    layers: [tf.layers.dense({ units: 2, activation: 'sigmoid', inputShape: [2] })],
  });
  model.compile({ optimizer: 'sgd', loss: 'binaryCrossentropy' });
  // The first output is above 0.5 where x0 is above 0.5, the second nowhere.
  model.setWeights([
    tf.tensor2d([
      [1, 0],
      [0, 0],
    ]),
    tf.tensor1d([-0.5, -1]),
  ]);
  const labels = (rows: number[][]) => train(model, { x: x(), y: tf.tensor2d(rows), epochs: 1, seed: 1 });
  const ones = [
    [0, 0],
    [1, 1],
    [1, 0],
    [1, 1],
    [1, 0],
    [0, 0],
  ];
  const { share, found } = (await labels(ones)).probes![0]!.train.ones!;
  expect(share).toBeCloseTo(6 / 12, 6);
  expect(found).toBeCloseTo(3 / 6, 6);
  expect((await labels(ones.map(([a, b]) => [a! / 2, b!]))).probes![0]!.train.ones).toBeUndefined();
});

test('the loss with the targets in reverse order tells a loss that compares all rows with all', async () => {
  const reversed = async (loss: (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor) => {
    const model = linear();
    model.compile({ optimizer: 'sgd', loss });
    const run = await train(model, { x: x(), y: y(), epochs: 1, seed: 1 });
    return run.reversedLoss! / run.probes![0]!.train.loss;
  };
  const byRow = await reversed((a, b) => tf.mean(tf.square(tf.sub(a, b)), -1));
  const byAll = await reversed((a, b) => tf.mean(tf.square(tf.sub(tf.reshape(a, [-1]), b)), -1));
  expect(byAll).toBeCloseTo(1, 6);
  expect(Math.abs(byRow - 1)).toBeGreaterThan(0.01);
});

test('no tensor is left behind', async () => {
  const data = { x: x(), y: y() };
  const model = linear();
  const once = () => train(model, { ...data, validation: data, epochs: 2, batchSize: 2, seed: 1 });
  // The first run makes what the optimizer keeps.
  await once();
  const before = tf.memory().numTensors;
  await once();
  await expect(train(model, { ...data, epochs: 0 })).rejects.toThrow();
  expect(tf.memory().numTensors).toBe(before);
});

test.each([
  [{ epochs: 0 }, 'epochs: expected a whole number >= 1, got 0'],
  [{ batchSize: 1.5 }, 'batchSize: expected a whole number >= 1, got 1.5'],
  [{ x: [[1, 2]] }, 'x: expected a tensor, got an array; try toTensor(…)'],
  [{ y: undefined }, 'y: expected a tensor, got undefined'],
  [{ x: () => tf.ones([6, 3]) }, "x: expected shape [samples, 2] as the model's input, got [6, 3]"],
  [{ x: () => tf.ones([5, 2]) }, 'y: expected one target for each of the 5 rows of x, got 6'],
  [{ x: () => tf.ones([0, 2]) }, 'x: expected at least one row, got none'],
])('%p is an error that says what was expected', async (bad, message) => {
  const options = { x: x(), y: y(), epochs: 1, ...bad } as never as Parameters<typeof train>[1];
  if (typeof options.x === 'function') options.x = (options.x as () => tf.Tensor)();
  await expect(train(linear(), options)).rejects.toThrow(message);
});

test('a model that is not compiled is an error that says what to call', async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  await expect(train(model, { x: x(), y: y(), epochs: 1 })).rejects.toThrow('model.compile({');
});

const program = `
  const { tf, ready, seed, train, datasets, toTensor } = require('unstuck');
  (async () => {
    await ready();
    seed(7);
    const data = datasets.gratings({ seed: 7, perClass: 40 });
    const layers = [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 4, kernelSize: 3, activation: 'relu', kernelInitializer: 'heNormal' }),
      tf.layers.flatten(),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ];
    const model = tf.sequential({ layers });
    model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
    const x = toTensor(data.x).div(255);
    const run = await train(model, { x, y: toTensor(data.y), epochs: 3, seed: Number(process.argv[1]) });
    console.log(JSON.stringify(run.history.loss));
  })();
`;

test.each(['node', 'wasm'])(
  'one seed fixes initializers, shuffle, dropout and data, bit for bit, in fresh processes on %s',
  (engine) => {
    const losses = (seedOfRun: number) =>
      execFileSync(process.execPath, ['-e', program, String(seedOfRun)], {
        cwd: __dirname,
        encoding: 'utf8',
        // The portable engine says there that it is slower.
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, UNSTUCK_ENGINE: engine },
      });
    const first = losses(7);
    expect(JSON.parse(first)).toHaveLength(3);
    expect(losses(7)).toBe(first);
    expect(losses(8)).not.toBe(first);
  },
);
