import { type NdArray, ready, seed, type TrainingRun, tf, toTensor, train, validationSplit } from 'unstuck';
import { kindOf, ProbeError } from '../probe-error';
import type { Plain } from '../protocol';
import { augmentedRows } from './augmented';
import { epochsOf, type FitOptions, readFitOptions } from './fit-options';
import type { Hooks, Rows } from './hooks';
import { preprocessRows, resampleRows, rowsOf } from './rows';

/** One training: rows as they are drawn, labels of the training rows alone. */
export interface TrainingRequest {
  /** Initial weights, shuffle, dropout and the cell's own draws follow from it. */
  seed: number;
  x: NdArray;
  y: NdArray;
  heldOut: NdArray;
  epochs: number;
  batchSize: number;
}

/** A layer of the student's model as data: its class and its configuration in Keras' names. */
export interface LayerConfig {
  kind: string;
  config: Record<string, Plain>;
}

/** What one training gave back. Everything that is judged is computed from it elsewhere. */
export interface TrainedAnswer {
  /** `loss`, the metrics and `rates`, one number an epoch. */
  history: Record<string, number[]>;
  /** The training inputs as the network saw them. */
  input: TrainingRun['data']['input'];
  layers: LayerConfig[];
  threshold: number;
  /** Numbers that the network gives for one row. */
  outputs: number;
  /** For the training rows as drawn: before `resample` and without `augment`. [rows * outputs]. */
  trainPredictions: number[];
  predictions: number[];
}

/**
 * Trains what a cell's hooks describe and predicts. The child process calls it, and so does calibration:
 * what a student meets is what was calibrated. Frees all it allocates.
 *
 * @throws ProbeError where a hook gives what the question does not ask for.
 */
export async function trainAnswer(hooks: Hooks, request: TrainingRequest): Promise<TrainedAnswer> {
  await ready();
  tf.engine().startScope();
  try {
    return await trainAndPredict(hooks, request);
  } finally {
    tf.engine().endScope();
    tf.disposeVariables();
  }
}

async function trainAndPredict(hooks: Hooks, request: TrainingRequest): Promise<TrainedAnswer> {
  seed(request.seed);
  const rows = await preprocessRows(hooks, toTensor(request.x), toTensor(request.heldOut));
  const chosen = await resampleRows(hooks, { x: rows.train, y: toTensor(request.y) });
  const model = await buildModel(hooks, request.seed);
  try {
    const options = await readFitOptions(hooks, chosen);
    const run = await fitModel(model, hooks, chosen, options, request);
    const predictions = predict(model, rows.heldOut);
    return {
      history: historyOf(run),
      input: run.data.input,
      layers: model.layers.map(describeLayer),
      threshold: hooks.threshold ?? 0.5,
      outputs: predictions.size / rows.heldOut.shape[0]!,
      trainPredictions: Array.from(await predict(model, rows.train).data()),
      predictions: Array.from(await predictions.data()),
    };
  } finally {
    // Its graph is then free for the next model like it.
    model.dispose();
  }
}

/** Initial weights follow from the seed alone, whatever the hooks before it drew. */
async function buildModel(hooks: Hooks, n: number): Promise<tf.LayersModel> {
  seed(n);
  const model = (await hooks.buildModel()) as tf.LayersModel | undefined;
  if (typeof model?.predict === 'function' && Array.isArray(model.layers)) return model;
  throw new ProbeError(
    'wrong-type',
    `buildModel() returned ${kindOf(model)}; expected a compiled tf.LayersModel`,
  );
}

async function fitModel(
  model: tf.LayersModel,
  hooks: Hooks,
  rows: Rows,
  options: FitOptions,
  { epochs, batchSize, seed }: TrainingRequest,
): Promise<TrainingRun> {
  const { validationSplit: fraction, maxEpochs, callbacks = [], ...rest } = options;
  const { train: kept, validation } = fraction ? heldBack(rows, fraction) : { train: rows };
  const drawn = augmentedRows(hooks, kept);
  return train(model, {
    batchSize,
    ...rest,
    ...(validation ? { validation } : {}),
    x: drawn.x,
    y: kept.y,
    epochs: epochsOf(epochs, options),
    callbacks: [...drawn.callbacks, ...callbacks],
    seed,
    statistics: false,
  });
}

function heldBack({ x, y }: Rows, fraction: number): { train: Rows; validation: Rows } {
  const [xTrain, xTail, yTrain, yTail] = validationSplit(x, y, fraction);
  return { train: { x: xTrain, y: yTrain }, validation: { x: xTail, y: yTail } };
}

function predict(model: tf.LayersModel, x: tf.Tensor): tf.Tensor {
  return rowsOf('model.predict(x)', model.predict(x), x.shape[0]!);
}

function historyOf(run: TrainingRun): TrainedAnswer['history'] {
  const series = Object.entries({ ...run.history, rates: run.rates });
  return Object.fromEntries(series.map(([name, values]) => [name, values.map(Number)]));
}

/** Without what cannot be said in JSON, such as a loss that is a function. */
function describeLayer(layer: tf.layers.Layer): LayerConfig {
  return { kind: layer.getClassName(), config: JSON.parse(JSON.stringify(layer.getConfig())) };
}
