import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import { seed as setSeed } from '../random';
import { toCallbacks } from './callbacks/to-callbacks';
import { describeData } from './data-statistics';
import { layerStatistics } from './layer-statistics';
import { describeModel, learningRate } from './model-description';
import type { TrainOptions } from './options';
import type { TrainingRun } from './run';
import { checkOptions } from './validate';

const SAMPLE = 32;

/**
 * Trains a compiled model with `model.fit` and keeps what happened as plain data.
 *
 * @returns the run: losses and metrics per epoch, rates, statistics per layer, the data and the model.
 * @throws Error when an option does not fit the model or the data; the message names it.
 * @example
 * const run = await train(model, { x, y, validation: { x: xTest, y: yTest }, epochs: 5, seed: 1 });
 * console.log(run.history.loss);
 */
export async function train(model: tf.LayersModel, options: TrainOptions): Promise<TrainingRun> {
  const { engine } = await ready();
  checkOptions(model, options);
  const { x, y, epochs, batchSize = 32, seed, statistics = true } = options;
  const run: TrainingRun = {
    schema: 1,
    engine,
    ...(seed === undefined ? {} : { seed }),
    batchSize,
    epochs: 0,
    history: {},
    rates: [],
    layers: [],
    data: describeData(x, y),
    model: describeModel(model),
  };
  if (seed !== undefined) setSeed(seed);
  const sample = statistics ? firstRows(x, y) : undefined;
  try {
    await model.fit(x, y, {
      epochs,
      batchSize,
      shuffle: options.shuffle ?? true,
      verbose: 0,
      // One yield an epoch: the default yields by the clock and costs a tenth of the time.
      yieldEvery: 'epoch',
      ...(options.validation ? { validationData: [options.validation.x, options.validation.y] } : {}),
      ...(options.classWeight ? { classWeight: completeWeights(options.classWeight, run) } : {}),
      callbacks: toCallbacks([recorder(model, run, sample), ...(options.callbacks ?? [])]),
    });
  } finally {
    tf.dispose(sample ?? []);
  }
  return run;
}

function firstRows(x: tf.Tensor, y: tf.Tensor): { x: tf.Tensor; y: tf.Tensor } {
  const rows = Math.min(SAMPLE, x.shape[0]!);
  return { x: tf.slice(x, 0, rows), y: tf.slice(y, 0, rows) };
}

function completeWeights(given: Record<number, number>, run: TrainingRun): Record<number, number> {
  const present = Object.keys(run.data.classCounts ?? {}).map((label) => [label, 1]);
  return { ...Object.fromEntries(present), ...given };
}

function recorder(
  model: tf.LayersModel,
  run: TrainingRun,
  sample: { x: tf.Tensor; y: tf.Tensor } | undefined,
): tf.CustomCallbackArgs {
  return {
    onEpochEnd: async (_epoch, logs = {}) => {
      // First in the list: a callback that lowers the rate for the next epoch has not run yet.
      run.rates.push(learningRate(model));
      for (const [name, value] of Object.entries(logs)) {
        run.history[name] ??= [];
        run.history[name].push(value);
      }
      if (sample) run.layers.push(layerStatistics(model, sample.x, sample.y));
      run.epochs++;
    },
  };
}
