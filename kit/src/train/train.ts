import type * as tf from '@tensorflow/tfjs';
import { now } from '../clock';
import { showPanel } from '../diagnose/panel';
import { ready } from '../engine';
import { seed as setSeed } from '../random';
import { toCallbacks } from './callbacks/to-callbacks';
import { describeData } from './data-statistics';
import { describeModel } from './model-description';
import type { TrainOptions } from './options';
import { overlapOf } from './overlap';
import { Recorder } from './recorder';
import type { TrainingRun } from './run';
import { checkOptions } from './validate';

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
  const began = now();
  const run = startRun(model, options, engine);
  const { x, y, epochs, seed } = options;
  if (seed !== undefined) setSeed(seed);
  const recorder = new Recorder(model, options, run);
  try {
    recorder.start();
    await model.fit(x, y, {
      epochs,
      batchSize: run.batchSize,
      shuffle: options.shuffle ?? true,
      verbose: 0,
      // One yield an epoch: the default yields by the clock and costs a tenth of the time.
      yieldEvery: 'epoch',
      ...(options.validation ? { validationData: [options.validation.x, options.validation.y] } : {}),
      ...(options.classWeight ? { classWeight: completeWeights(options.classWeight, run) } : {}),
      callbacks: toCallbacks([recorder.callback(), ...(options.callbacks ?? [])]),
    });
    recorder.end();
  } finally {
    recorder.close();
  }
  run.seconds = (now() - began) / 1000;
  if (options.doctor ?? true) showPanel(run);
  return run;
}

function startRun(model: tf.LayersModel, options: TrainOptions, engine: TrainingRun['engine']): TrainingRun {
  const { epochs, batchSize = 32, seed, shuffle = true, classWeight } = options;
  return {
    schema: 1,
    engine,
    ...(seed === undefined ? {} : { seed }),
    batchSize,
    epochs: 0,
    history: {},
    rates: [],
    layers: [],
    ...describeParts(options),
    model: describeModel(model),
    asked: { epochs, shuffle, ...(classWeight ? { classWeight } : {}) },
  };
}

function describeParts({ x, y, validation, statistics = true }: TrainOptions) {
  const training = describeData(x, y);
  const data = training.statistics;
  if (!validation || !statistics) return { data };
  const held = describeData(validation.x, validation.y);
  return { data, validationData: held.statistics, overlap: overlapOf(training, held) };
}

function completeWeights(given: Record<number, number>, run: TrainingRun): Record<number, number> {
  const present = Object.keys(run.data.classCounts ?? {}).map((label) => [label, 1]);
  return { ...Object.fromEntries(present), ...given };
}
