import * as tf from '@tensorflow/tfjs';
import { datasets } from '../../data';
import { toTensor } from '../../data/to-tensor';
import { ready } from '../../engine';
import { seed } from '../../random';
import { learningRateRangeTest, setLearningRate } from '.';
import { rateOf } from './learning-rate';

beforeAll(async () => {
  await ready();
});

beforeEach(() => seed(1));

/** y = 2 x on x = 1 … 4, of mean square 7.5: gradient descent on the squared error is stable below 1 / 7.5. */
const x = () => tf.tensor2d([[1], [2], [3], [4]]);
const y = () => tf.tensor2d([[2], [4], [6], [8]]);

function line(optimizer: tf.Optimizer | string = tf.train.sgd(0.01)): tf.Sequential {
  const layer = tf.layers.dense({ units: 1, useBias: false, inputShape: [1], kernelInitializer: 'zeros' });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer: optimizer as tf.Optimizer, loss: 'meanSquaredError' });
  return model;
}

test('rates rise geometrically, and losses are those of gradient descent by hand', async () => {
  const options = { x: x(), y: y(), minRate: 0.001, maxRate: 0.016, steps: 5 };
  const { rates, losses } = await learningRateRangeTest(line(), options);
  let distance = 2;
  [0.001, 0.002, 0.004, 0.008, 0.016].forEach((rate, i) => {
    expect(rates[i]).toBeCloseTo(rate, 12);
    expect(losses[i]! / (7.5 * distance ** 2)).toBeCloseTo(1, 5);
    distance *= 1 - 2 * rate * 7.5;
  });
});

test('the suggestion is below the rate at which gradient descent diverges, and converges', async () => {
  const model = line();
  const test = await learningRateRangeTest(model, { x: x(), y: y(), minRate: 1e-5, maxRate: 10 });
  expect(test.suggestion).toBeGreaterThan(1 / 7.5 / 100);
  expect(test.suggestion).toBeLessThan(1 / 7.5);
  setLearningRate(model, test.suggestion);
  const { history } = await model.fit(x(), y(), { epochs: 30, verbose: 0 });
  expect(history.loss!.at(-1)).toBeLessThan(0.01 * test.losses[0]!);
});

test('the suggestion for a CNN trains better than a hundredth of it and than a hundred times it', async () => {
  const data = datasets.gratings({ seed: 7, perClass: 60 });
  const [x, y] = [toTensor(data.x).div(255), toTensor(data.y)];
  const cnn = () => {
    seed(3);
    const layers = [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 4, kernelSize: 3, activation: 'relu' }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ];
    const model = tf.sequential({ layers });
    model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
    return model;
  };
  const { suggestion } = await learningRateRangeTest(cnn(), { x, y, maxRate: 10 });
  const lossAt = async (rate: number) => {
    const model = cnn();
    setLearningRate(model, rate);
    return (await model.fit(x, y, { epochs: 6, verbose: 0 })).history.loss!.at(-1) as number;
  };
  const loss = await lossAt(suggestion);
  expect(loss).toBeLessThan(await lossAt(suggestion / 100));
  expect(loss).toBeLessThan(await lossAt(suggestion * 100));
});

test('it ends where the loss blows up', async () => {
  const { rates, losses } = await learningRateRangeTest(line(), { x: x(), y: y(), minRate: 1, maxRate: 10 });
  expect(losses).toHaveLength(2);
  expect(rates).toHaveLength(2);
  expect(losses[1]).toBeGreaterThan(4 * losses[0]!);
});

test('it ends at a loss that is NaN', async () => {
  const { losses } = await learningRateRangeTest(line(), { x: x().mul(Number.NaN), y: y() });
  expect(losses).toEqual([Number.NaN]);
});

test('a loss that never falls gives no suggestion', async () => {
  const { suggestion } = await learningRateRangeTest(line(), { x: x(), y: tf.zeros([4, 1]), maxRate: 0.01 });
  expect(suggestion).toBeNaN();
});

const optimizers = {
  sgd: () => tf.train.sgd(0.01),
  momentum: () => tf.train.momentum(0.01, 0.9),
  adam: () => tf.train.adam(0.01),
  adamax: () => tf.train.adamax(0.01),
  adagrad: () => tf.train.adagrad(0.01),
  adadelta: () => tf.train.adadelta(0.01),
  rmsprop: () => tf.train.rmsprop(0.01, 0.9, 0.5, undefined, true),
};

test.each(Object.keys(optimizers) as (keyof typeof optimizers)[])(
  'a training goes on after it as if it had not been, and nothing is left behind: %s',
  async (name) => {
    const data = { x: x(), y: y() };
    const losses = async (between: (model: tf.Sequential) => Promise<void>) => {
      const model = line(optimizers[name]());
      const before = await model.fit(data.x, data.y, { epochs: 3, shuffle: false, verbose: 0 });
      await between(model);
      const after = await model.fit(data.x, data.y, { epochs: 3, shuffle: false, verbose: 0 });
      return [...before.history.loss!, ...after.history.loss!];
    };
    const undisturbed = await losses(async () => {});
    const disturbed = await losses(async (model) => {
      const { numTensors } = tf.memory();
      const { optimizer } = model;
      await learningRateRangeTest(model, { ...data, steps: 10, batchSize: 3 });
      expect(model.optimizer).toBe(optimizer);
      expect(rateOf(model)).toBe(0.01);
      expect(tf.memory().numTensors).toBe(numTensors);
    });
    expect(disturbed).toEqual(undisturbed);
  },
);

test('a functional model still owns the optimizer it made', async () => {
  const data = { x: x(), y: y() };
  const before = tf.memory().numTensors;
  const input = tf.input({ shape: [1] });
  const output = tf.layers.dense({ units: 1 }).apply(input) as tf.SymbolicTensor;
  const model = tf.model({ inputs: input, outputs: output });
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  await learningRateRangeTest(model, { ...data, steps: 5 });
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('moving averages come back too, and an error in the loss leaves the model as it was', async () => {
  const model = tf.sequential({
    layers: [tf.layers.batchNormalization({ inputShape: [1] }), tf.layers.dense({ units: 1 })],
  });
  let calls = 0;
  const loss = (yTrue: tf.Tensor, yPred: tf.Tensor) => {
    if (++calls > 3) throw new Error('enough');
    return tf.losses.meanSquaredError(yTrue, yPred);
  };
  model.compile({ optimizer: tf.train.sgd(0.01), loss });
  const { optimizer } = model;
  const weights = () => model.getWeights().map((weight) => [...weight.dataSync()]);
  const before = weights();
  await expect(learningRateRangeTest(model, { x: x(), y: y() })).rejects.toThrow('enough');
  expect(weights()).toEqual(before);
  expect(model.optimizer).toBe(optimizer);
});

test.each([
  [{ minRate: 0 }, 'minRate: expected a finite number > 0, got 0'],
  [{ minRate: 1, maxRate: 1 }, 'maxRate: expected a finite number above minRate (1), got 1'],
  [{ steps: 1 }, 'steps: expected a whole number >= 2, got 1'],
  [{ batchSize: 0 }, 'batchSize: expected a whole number >= 1, got 0'],
  [{ x: () => tf.ones([4, 2]) }, "x: expected shape [samples, 1] as the model's input, got [4, 2]"],
  [{ y: () => tf.ones([3, 1]) }, 'y: expected one target for each of the 4 rows of x, got 3'],
])('%p is an error that says what was expected', async (bad, message) => {
  // Made here: before the engine is ready, a tensor would be one of another engine.
  const made = Object.entries(bad).map(([name, value]) => [
    name,
    typeof value === 'function' ? value() : value,
  ]);
  const options = { x: x(), y: y(), ...Object.fromEntries(made) };
  await expect(learningRateRangeTest(line(), options)).rejects.toThrow(message);
});
