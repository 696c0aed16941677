import * as tf from '@tensorflow/tfjs';
import { ready } from '../../engine';
import { train } from '../train';
import {
  EarlyStopping,
  LearningRateScheduler,
  learningRateRangeTest,
  ProgressBar,
  ReduceLROnPlateau,
  setLearningRate,
  TerminateOnNaN,
  WarmUp,
} from '.';

beforeAll(async () => {
  await ready();
});

const x = () => tf.ones([4, 1]);
const y = () => tf.zeros([4, 1]);

function weight(rate: number): tf.Sequential {
  const layer = tf.layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones', inputShape: [1] });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer: tf.train.sgd(rate), loss: 'meanSquaredError' });
  return model;
}

test('train takes callbacks of both kinds, and the run tells the rate of each epoch', async () => {
  const seen: number[] = [];
  const data = { x: x(), y: y() };
  const model = weight(1);
  const before = tf.memory().numTensors;
  const run = await train(model, {
    ...data,
    validation: data,
    epochs: 20,
    callbacks: [
      { onEpochEnd: async (epoch) => void seen.push(epoch) },
      new ReduceLROnPlateau({ patience: 1, factor: 0 }),
      new EarlyStopping({ patience: 2, restoreBestWeights: true }),
      new TerminateOnNaN(),
      new ProgressBar({ output: { keep: () => {} } }),
    ],
  });
  expect(run.rates).toEqual([1, 1, 0]);
  expect(run.epochs).toBe(3);
  expect(seen).toEqual([0, 1, 2]);
  expect(tf.memory().numTensors).toBe(before);
});

test('the run tells the rate that a scheduler or a warm-up set within the epoch', async () => {
  const data = { x: x(), y: y() };
  const halve = new LearningRateScheduler((_epoch, rate) => rate / 2);
  expect((await train(weight(1), { ...data, epochs: 3, callbacks: [halve] })).rates).toEqual([
    0.5, 0.25, 0.125,
  ]);
  const warmUp = new WarmUp({ steps: 2 });
  expect((await train(weight(1), { ...data, epochs: 3, callbacks: [warmUp] })).rates).toEqual([0, 0.5, 1]);
});

describe('the examples of the docs run:', () => {
  const data = () => ({ x: x(), y: y(), validation: { x: x(), y: y() } });

  test('ReduceLROnPlateau', async () => {
    const callbacks = [new ReduceLROnPlateau({ factor: 0.2, patience: 5, minLr: 1e-6 })];
    const run = await train(weight(1), { ...data(), epochs: 10, callbacks });
    expect(run.rates).toEqual([1, 1, 1, 1, 1, 1, 0.2, 0.2, 0.2, 0.2]);
  });

  test('EarlyStopping', async () => {
    const callbacks = [new EarlyStopping({ patience: 3, restoreBestWeights: true })];
    expect((await train(weight(1), { ...data(), epochs: 50, callbacks })).epochs).toBe(4);
  });

  test('LearningRateScheduler', async () => {
    const halve = new LearningRateScheduler((epoch, rate) =>
      epoch > 0 && epoch % 10 === 0 ? rate / 2 : rate,
    );
    const run = await train(weight(1), { ...data(), epochs: 30, callbacks: [halve] });
    expect([run.rates[9], run.rates[10], run.rates[29]]).toEqual([1, 0.5, 0.25]);
  });

  test('WarmUp', async () => {
    const options = { ...data(), epochs: 30, callbacks: [new WarmUp({ steps: 20, rate: 0.01 })] };
    const { rates } = await train(weight(1), options);
    expect([rates[0], rates[10], rates[29]]).toEqual([0, 0.005, 0.01]);
  });

  test('TerminateOnNaN', async () => {
    const run = await train(weight(1), { ...data(), epochs: 3, callbacks: [new TerminateOnNaN()] });
    expect(run.epochs).toBe(3);
  });

  test('learningRateRangeTest and setLearningRate', async () => {
    const model = weight(1);
    const { rates, losses, suggestion } = await learningRateRangeTest(model, { x: x(), y: y(), maxRate: 10 });
    setLearningRate(model, suggestion);
    expect(losses).toHaveLength(rates.length);
    expect((await train(model, { ...data(), epochs: 10 })).history.loss!.at(-1)).toBeLessThan(0.5);
  });
});
