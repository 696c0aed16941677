import * as tf from '@tensorflow/tfjs';
import { ready } from '../../engine';
import {
  EarlyStopping,
  LearningRateScheduler,
  ReduceLROnPlateau,
  setLearningRate,
  TerminateOnNaN,
  type TrainCallback,
  toCallbacks,
  WarmUp,
} from '.';
import { rateOf } from './learning-rate';

beforeAll(async () => {
  await ready();
});

afterEach(() => jest.restoreAllMocks());

const x = () => tf.ones([4, 1]);
const y = () => tf.zeros([4, 1]);

/** w x with w = 1, on squared error against 0: a step of rate r makes it w (1 - 2 r). */
function weight(optimizer: tf.Optimizer = tf.train.sgd(0.1)): tf.Sequential {
  const layer = tf.layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones', inputShape: [1] });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mse'] });
  return model;
}

const weightOf = (model: tf.LayersModel) => model.getWeights()[0]!.dataSync()[0]!;

async function fit(model: tf.LayersModel, callbacks: TrainCallback[], epochs = 4, batchSize = 4) {
  const data = [x(), y()] as const;
  const options = { epochs, batchSize, verbose: 0, callbacks: toCallbacks(callbacks) } as const;
  const { history } = await model.fit(...data, { ...options, validationData: [...data] });
  tf.dispose([...data]);
  return history as Record<string, number[]>;
}

const optimizers = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  adam: () => tf.train.adam(0.1),
  adamax: () => tf.train.adamax(0.1),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.1),
  rmsprop: () => tf.train.rmsprop(0.1),
};

test.each(Object.keys(optimizers) as (keyof typeof optimizers)[])(
  'a rate that was set is the rate of the next step, and the moments stay: %s',
  async (name) => {
    // A step is the rate times what the gradients so far make of it, so halving the rate halves the step.
    const step = async (rate: number) => {
      const model = weight(optimizers[name]());
      await fit(model, [], 2);
      const before = weightOf(model);
      setLearningRate(model, rate);
      await fit(model, [], 1);
      return weightOf(model) - before;
    };
    const [full, half] = [await step(0.1), await step(0.05)];
    expect(half / full).toBeCloseTo(0.5, 3);
  },
);

test('setting a rate leaves no tensor behind', () => {
  const model = weight();
  const before = tf.memory().numTensors;
  setLearningRate(model, 0.01);
  expect(tf.memory().numTensors).toBe(before);
  expect(rateOf(model)).toBe(0.01);
});

test('the rate falls in the middle of a fit, and the steps with it', async () => {
  // A rate of 0.5 goes to 0 in one step; 1 jumps to the other side for ever: no improvement.
  const model = weight(tf.train.sgd(1));
  const reduce = new ReduceLROnPlateau({ patience: 1, factor: 0.5 });
  const history = await fit(model, [reduce], 5);
  expect(history.lr).toEqual([1, 1, 0.5, 0.5, 0.25]);
  expect(history.val_loss!.slice(0, 3)).toEqual([1, 1, 0]);
});

test('early stopping stops, gives back the best weights of a Sequential, and leaves no tensor behind', async () => {
  // The rate grows until the weight does.
  const grow = new LearningRateScheduler((epoch) => 0.3 * (epoch + 1));
  const model = weight();
  const before = tf.memory().numTensors;
  const stop = new EarlyStopping({ patience: 2, restoreBestWeights: true });
  const history = await fit(model, [grow, stop], 20);
  expect(stop.bestEpoch).toBe(2);
  expect(stop.stoppedEpoch).toBe(4);
  expect(history.val_loss).toHaveLength(5);
  expect(weightOf(model) ** 2).toBeCloseTo(history.val_loss![2]!, 8);
  expect(tf.memory().numTensors).toBe(before);
});

test('best weights come back in a functional model, whoever stopped the run', async () => {
  const input = tf.input({ shape: [1] });
  const layer = tf.layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones' });
  const model = tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor });
  model.compile({ optimizer: tf.train.sgd(1.1), loss: 'meanSquaredError' });
  const stopped = {
    onEpochEnd: async (epoch: number) => {
      model.stopTraining = epoch === 2;
    },
  };
  const history = await fit(model, [new EarlyStopping({ patience: 9, restoreBestWeights: true }), stopped]);
  expect(history.loss).toHaveLength(3);
  expect(weightOf(model)).toBeCloseTo(-1.2, 5);
});

test('a callback can be used again', async () => {
  const stop = new EarlyStopping({ patience: 3, restoreBestWeights: true });
  const reduce = new ReduceLROnPlateau({ patience: 1, cooldown: 9 });
  const once = () => fit(weight(tf.train.sgd(1)), [stop, reduce]);
  expect(await once()).toEqual(await once());
});

test('a loss that is infinite or NaN stops the fit after its batch', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  const model = weight(tf.train.sgd(1e30));
  const batches: number[] = [];
  const count = { onBatchEnd: async (batch: number) => void batches.push(batch) };
  const before = tf.memory().numTensors;
  const history = await fit(model, [new TerminateOnNaN(), count], 3, 1);
  expect(batches).toEqual([0, 1]);
  expect(history.loss).toHaveLength(1);
  expect(warn).toHaveBeenCalledWith('TerminateOnNaN: the loss of batch 1 is Infinity; the training stops');
  expect(tf.memory().numTensors).toBe(before);
});

test('a warm-up rises batch by batch over epochs, to the rate of the optimizer', async () => {
  const model = weight(tf.train.sgd(0.4));
  const rates: number[] = [];
  const watch = { onBatchEnd: async () => void rates.push(rateOf(model)) };
  await fit(model, [new WarmUp({ steps: 4 }), watch], 3, 2);
  expect(rates).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.4]);
});

test('the rate of each epoch is put into the logs by a scheduler', async () => {
  const halve = new LearningRateScheduler((epoch, rate) => (epoch > 0 ? rate / 2 : rate));
  expect((await fit(weight(), [halve])).lr).toEqual([0.1, 0.05, 0.025, 0.0125]);
});

test('actions are printed when asked for', async () => {
  const print = jest.spyOn(console, 'log').mockImplementation();
  const flat = new LearningRateScheduler((_epoch, rate) => rate, { verbose: 1 });
  const reduce = new ReduceLROnPlateau({ patience: 1, verbose: 1 });
  const stop = new EarlyStopping({ patience: 1, verbose: 1 });
  await fit(weight(tf.train.sgd(1)), [flat, reduce, stop]);
  expect(print.mock.calls.flat()).toEqual([
    'Epoch 1: LearningRateScheduler sets the learning rate to 1.',
    'Epoch 2: LearningRateScheduler sets the learning rate to 1.',
    'Epoch 2: ReduceLROnPlateau reduces the learning rate to 0.1.',
    'Epoch 2: early stopping.',
  ]);
});
