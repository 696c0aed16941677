import * as tf from '@tensorflow/tfjs';
import { expectClose } from '../../close.fixture';
import { ready } from '../../engine';
import { golden } from '../../golden.fixture';
import {
  EarlyStopping,
  type EarlyStoppingOptions,
  LearningRateScheduler,
  ReduceLROnPlateau,
  type ReduceLROnPlateauOptions,
  type Schedule,
  TerminateOnNaN,
  WarmUp,
} from '.';
import { rateOf, setLearningRate } from './learning-rate';

/** A monitored value an epoch; null where the logs lack the metric. */
type Values = (number | null)[];

interface Golden {
  reduceLROnPlateau: {
    name: string;
    options: ReduceLROnPlateauOptions;
    rate: number;
    values: Values;
    trace: {
      lr: number[];
      rates: number[];
      waits: number[];
      cooldowns: number[];
      bests: number[];
      warnings: number;
    };
  }[];
  earlyStopping: {
    name: string;
    options: EarlyStoppingOptions;
    values: Values;
    trace: {
      waits: number[];
      bests: number[];
      bestEpochs: number[];
      stopped: boolean;
      stoppedEpoch: number;
      weights: number;
      bestWeights: number | null;
      warnings: number;
    };
  }[];
  terminateOnNaN: { name: string; losses: Values; stops: boolean[] }[];
  learningRateScheduler: { name: string; rate: number; rates: number[] }[];
  warmUp: { name: string; initialRate: number; rate: number; steps: number; rates: number[] }[];
}

const reference = golden<Golden>('callbacks');
let model: tf.Sequential;
let warnings: jest.SpyInstance;

beforeAll(async () => {
  await ready();
});

beforeEach(() => {
  model = tf.sequential({ layers: [tf.layers.dense({ units: 1, useBias: false, inputShape: [1] })] });
  model.compile({ optimizer: tf.train.sgd(0.01), loss: 'meanSquaredError' });
  warnings = jest.spyOn(console, 'warn').mockImplementation();
});

afterEach(() => {
  model.dispose();
  warnings.mockRestore();
});

function logsOf(value: number | null, monitor = 'val_loss'): tf.Logs {
  return value === null ? { other: 1 } : { [monitor]: value };
}

test.each(reference.reduceLROnPlateau)('ReduceLROnPlateau does as Keras: $name', async (golden) => {
  const { options, rate, values, trace } = golden;
  const callback = new ReduceLROnPlateau(options);
  setLearningRate(model, rate);
  callback.setModel(model);
  await callback.onTrainBegin();
  const seen = { ...trace, lr: [], rates: [], waits: [], cooldowns: [], bests: [] } as typeof trace;
  for (const [epoch, value] of values.entries()) {
    const logs = logsOf(value, options.monitor);
    await callback.onEpochEnd(epoch, logs);
    seen.lr.push(Math.fround(logs.lr!));
    seen.rates.push(Math.fround(rateOf(model)));
    seen.waits.push(callback.wait);
    seen.cooldowns.push(callback.cooldownCounter);
    seen.bests.push(callback.best);
  }
  expect({ ...seen, warnings: warnings.mock.calls.length }).toEqual(trace);
});

function setWeight(weight: number): void {
  tf.tidy(() => model.setWeights([tf.tensor2d([[weight]])]));
}

test.each(reference.earlyStopping)('EarlyStopping does as Keras: $name', async (golden) => {
  const { options, values, trace } = golden;
  const tensors = tf.memory().numTensors;
  const callback = new EarlyStopping(options);
  callback.setModel(model);
  model.stopTraining = false;
  await callback.onTrainBegin();
  const seen = { waits: [] as number[], bests: [] as number[], bestEpochs: [] as number[] };
  for (const [epoch, value] of values.entries()) {
    setWeight(epoch);
    await callback.onEpochEnd(epoch, logsOf(value, options.monitor));
    seen.waits.push(callback.wait);
    seen.bests.push(callback.best);
    seen.bestEpochs.push(callback.bestEpoch);
    if (model.stopTraining) break;
  }
  const last = values.length === 0 ? model.getWeights()[0]!.dataSync()[0]! : seen.waits.length - 1;
  await callback.onTrainEnd();
  const { weights, bestWeights, ...expected } = trace;
  expect({
    ...seen,
    stopped: model.stopTraining,
    stoppedEpoch: callback.stoppedEpoch,
    warnings: warnings.mock.calls.length,
  }).toEqual(expected);
  // Keras puts the best weights back only where it stopped the run; the kit always.
  if (trace.stopped) expect(weights).toBe(bestWeights ?? last);
  expect(model.getWeights()[0]!.dataSync()[0]).toBe(bestWeights ?? last);
  expect(tf.memory().numTensors).toBe(tensors);
});

test.each(reference.terminateOnNaN)('TerminateOnNaN does as Keras: $name', async ({ losses, stops }) => {
  const callback = new TerminateOnNaN();
  callback.setModel(model);
  model.stopTraining = false;
  const seen: boolean[] = [];
  for (const [batch, loss] of losses.entries()) {
    await callback.onBatchEnd(batch, loss === null ? {} : { loss });
    seen.push(model.stopTraining);
  }
  expect(seen).toEqual(stops);
});

const schedules: Record<string, Schedule> = {
  exponential: (_epoch, rate) => rate * Math.exp(-0.1),
  steps: (epoch, rate) => (epoch > 0 && epoch % 3 === 0 ? rate * 0.5 : rate),
  inverse: (epoch) => 0.5 / (1 + 0.3 * epoch),
  floor: (_epoch, rate) => (rate > 0.001 ? rate * 0.1 : rate),
};

test.each(reference.learningRateScheduler)(
  'LearningRateScheduler does as Keras: $name from $rate',
  async ({ name, rate, rates }) => {
    const callback = new LearningRateScheduler(schedules[name]!);
    setLearningRate(model, rate);
    callback.setModel(model);
    const seen: number[] = [];
    for (const epoch of rates.keys()) {
      await callback.onEpochBegin(epoch);
      const logs: tf.Logs = {};
      await callback.onEpochEnd(epoch, logs);
      seen.push(logs.lr!);
    }
    expectClose(seen, rates, 1e-6);
  },
);

test.each(reference.warmUp)('WarmUp rises as in Keras: $name', async ({ rates, ...options }) => {
  const callback = new WarmUp(options);
  callback.setModel(model);
  await callback.onTrainBegin();
  const seen: number[] = [];
  for (const _ of rates) {
    await callback.onBatchBegin();
    seen.push(rateOf(model));
  }
  expectClose(seen, rates, 1e-6);
  setLearningRate(model, 0.7);
  await callback.onBatchBegin();
  expect(rateOf(model)).toBe(0.7);
});
