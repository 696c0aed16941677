import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { ready } from '../../engine';
import {
  EarlyStopping,
  type EarlyStoppingOptions,
  LearningRateScheduler,
  ReduceLROnPlateau,
  type ReduceLROnPlateauOptions,
  setLearningRate,
  WarmUp,
} from '.';
import { rateOf, shortestFloat32 } from './learning-rate';
import { direction } from './monitor';

beforeAll(async () => {
  await ready();
});

afterEach(() => jest.restoreAllMocks());

function compiled(): tf.Sequential {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
  return model;
}

test.each([
  ['loss', 'min'],
  ['val_loss', 'min'],
  ['head_loss', 'min'],
  ['val_mse', 'min'],
  ['meanAbsoluteError', 'min'],
  ['val_binaryCrossentropy', 'min'],
  ['acc', 'max'],
  ['val_accuracy', 'max'],
  ['categoricalAccuracy', 'max'],
  ['val_auc', 'max'],
  ['val_recall', 'max'],
])('mode auto takes %s to be better when %s', (monitor, expected) => {
  expect(direction(monitor, 'auto')).toBe(expected);
});

test('mode auto does not guess', () => {
  const message = `mode: 'auto' cannot tell whether a large "val_score" is better or a small one; pass mode: 'min' or 'max'`;
  expect(() => new EarlyStopping({ monitor: 'val_score' })).toThrow(message);
  expect(() => new ReduceLROnPlateau({ monitor: 'val_score' })).toThrow(message);
  expect(new EarlyStopping({ monitor: 'val_score', mode: 'max' }).best).toBe(-Infinity);
});

test('a metric that is missing is named in the warning, with those that are there', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  await new EarlyStopping().onEpochEnd(0, { loss: 1, acc: 0.5 });
  expect(warn).toHaveBeenCalledWith(
    'EarlyStopping: metric "val_loss" is not available, so nothing is done; available are: loss, acc',
  );
});

test('accuracy finds what tfjs calls acc', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  const stop = new EarlyStopping({ monitor: 'val_accuracy' });
  await stop.onEpochEnd(0, { val_acc: 0.5 });
  expect(stop.best).toBe(0.5);
  expect(warn).not.toHaveBeenCalled();
});

test.each<[ReduceLROnPlateauOptions, string]>([
  [{ factor: 1 }, 'factor: expected a number in [0, 1), got 1; the rate must fall'],
  [{ factor: -0.1 }, 'factor: expected a number in [0, 1), got -0.1'],
  [{ patience: 1.5 }, 'patience: expected a whole number >= 0, got 1.5'],
  [{ cooldown: -1 }, 'cooldown: expected a whole number >= 0, got -1'],
  [{ minDelta: Number.NaN }, 'minDelta: expected a number, got NaN'],
  [{ minLr: -1 }, 'minLr: expected a finite number >= 0, got -1'],
  [{ mode: 'less' as never }, `mode: expected 'auto', 'min' or 'max', got "less"`],
])('ReduceLROnPlateau %p is an error that says what was expected', (options, message) => {
  expect(() => new ReduceLROnPlateau(options)).toThrow(message);
});

test.each<[EarlyStoppingOptions, string]>([
  [{ patience: -1 }, 'patience: expected a whole number >= 0, got -1'],
  [{ minDelta: '0' as never }, 'minDelta: expected a number, got 0'],
  [{ baseline: Number.NaN }, 'baseline: expected a number, got NaN'],
  [{ monitor: undefined as never }, 'monitor: expected the name of a metric, got undefined'],
  [{ startFromEpoch: 0.5 }, 'startFromEpoch: expected a whole number >= 0, got 0.5'],
])('EarlyStopping %p is an error that says what was expected', (options, message) => {
  expect(() => new EarlyStopping(options)).toThrow(message);
});

test('bad rates and schedules are errors that say what was expected', async () => {
  expect(() => setLearningRate(compiled(), -1)).toThrow('rate: expected a finite number >= 0, got -1');
  expect(() => new WarmUp({ steps: 0 })).toThrow('steps: expected a whole number >= 1, got 0');
  expect(() => new WarmUp({ steps: 2, rate: Infinity })).toThrow('rate: expected a finite number >= 0');
  expect(() => new LearningRateScheduler(0.1 as never)).toThrow('schedule: expected a function');
  const forgetful = new LearningRateScheduler(() => undefined as never);
  forgetful.setModel(compiled());
  await expect(forgetful.onEpochBegin(3)).rejects.toThrow(
    'schedule: expected a finite rate >= 0 for epoch 3, got undefined',
  );
});

test('a model without a rate is an error that says what to do', () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  expect(() => setLearningRate(model, 1)).toThrow('call model.compile({');
  class Constant extends tf.Optimizer {
    static readonly className = 'Constant';
    applyGradients(): void {}
    getConfig() {
      return {};
    }
  }
  model.compile({ optimizer: new Constant(), loss: 'meanSquaredError' });
  expect(() => setLearningRate(model, 1)).toThrow('its optimizer Constant has no learning rate to set');
});

test('the shortest form of a rate is the same rate in float32', () => {
  expect(shortestFloat32(0.1 * 0.1)).toBe(0.01);
  expect(shortestFloat32(0)).toBe(0);
  fc.assert(
    fc.property(fc.float({ min: 0, noNaN: true, noDefaultInfinity: true }), (rate) => {
      expect(Math.fround(shortestFloat32(rate))).toBe(rate);
      expect(String(shortestFloat32(rate)).length).toBeLessThanOrEqual(String(rate).length);
    }),
  );
});

test('a plateau only ever lowers the rate, and not below the floor', async () => {
  const options = fc.record({
    factor: fc.double({ min: 0, max: 0.99, noNaN: true }),
    patience: fc.nat(3),
    cooldown: fc.nat(3),
    minLr: fc.constantFrom(0, 0.001, 0.05),
  });
  const model = compiled();
  await fc.assert(
    fc.asyncProperty(options, fc.array(fc.double(), { maxLength: 20 }), async (options, values) => {
      const reduce = new ReduceLROnPlateau(options);
      reduce.setModel(model);
      setLearningRate(model, 0.1);
      await reduce.onTrainBegin();
      let last = 0.1;
      for (const [epoch, val_loss] of values.entries()) {
        await reduce.onEpochEnd(epoch, { val_loss });
        expect(rateOf(model)).toBeLessThanOrEqual(last);
        expect(rateOf(model)).toBeGreaterThanOrEqual(options.minLr);
        last = rateOf(model);
      }
    }),
  );
});
