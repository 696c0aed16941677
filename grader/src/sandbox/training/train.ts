import { type NdArray, ready, seed, type TrainingRun, tf, toTensor, train, validationSplit } from 'unstuck';
import { kindOf, ProbeError } from '../probe-error';
import type { Plain } from '../protocol';
import { augmentedRows } from './augmented';
import { epochsOf, type FitOptions, readFitOptions } from './fit-options';
import type { Hooks, Rows } from './hooks';
import { type Preprocess, resampleRows, rowsOf, settlePreprocess } from './rows';
import { stepsMade } from './steps';
import { type OnEpoch, watched } from './watched';

/** One training: rows as they are drawn, and their labels. */
export interface TrainingRequest {
  /** Initial weights, shuffle, dropout and the cell's own draws follow from it. */
  seed: number;
  x: NdArray;
  y: NdArray;
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
  /** For each set of rows to predict; empty where the cell could not take that many rows. */
  predictions: number[][];
  /** Gradients computed since the cell began, and those that the task's own `fit` needed with the cell's options. */
  steps: { made: number; planned: number };
}

/**
 * Trains what a cell's hooks describe and predicts. The child process calls it, and so does calibration:
 * what a student meets is what was calibrated. Frees all it allocates.
 *
 * @param onEpoch told of each epoch as it ends.
 * @param rowsToPredict asked once, when training has ended: sets of rows without labels, the held-out rows first.
 * @throws ProbeError where a hook gives what the question does not ask for.
 */
export async function trainAnswer(
  hooks: Hooks,
  request: TrainingRequest,
  rowsToPredict: () => NdArray[],
  onEpoch?: OnEpoch,
): Promise<TrainedAnswer> {
  await ready();
  tf.engine().startScope();
  try {
    return await trainAndPredict(hooks, request, rowsToPredict, onEpoch);
  } finally {
    tf.engine().endScope();
    tf.disposeVariables();
  }
}

async function trainAndPredict(
  hooks: Hooks,
  request: TrainingRequest,
  rowsToPredict: () => NdArray[],
  onEpoch: OnEpoch | undefined,
): Promise<TrainedAnswer> {
  seed(request.seed);
  const x = toTensor(request.x);
  const preprocess = await settlePreprocess(hooks, x);
  const rows = await preprocess(x);
  const chosen = await resampleRows(hooks, { x: rows, y: toTensor(request.y) });
  const model = await buildModel(hooks, request.seed);
  try {
    const options = await readFitOptions(hooks, chosen);
    // Before the training, which could change what it is computed from.
    const planned = plannedSteps(chosen, options, request);
    const run = await fitModel(model, hooks, chosen, watched(options, request, onEpoch), request);
    const trainPredictions = predict(model, rows);
    const predictions = await predictSets(model, preprocess, rowsToPredict());
    return {
      history: historyOf(run),
      input: run.data.input,
      layers: model.layers.flatMap(layersOf).map(describeLayer),
      threshold: hooks.threshold ?? 0.5,
      outputs: trainPredictions.size / rows.shape[0]!,
      trainPredictions: Array.from(await trainPredictions.data()),
      predictions,
      // Last: whatever a hook does when it is given rows counts as well.
      steps: { made: stepsMade(), planned },
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

/** Steps of `fit` over all of its epochs. */
function plannedSteps({ x }: Rows, options: FitOptions, { epochs, batchSize }: TrainingRequest): number {
  const { validationSplit: fraction = 0, batchSize: size = batchSize } = options;
  return epochsOf(epochs, options) * Math.ceil((x.shape[0]! * (1 - fraction)) / size);
}

/** Predicts the first set, and of the others those whose number of rows the cell can take. */
async function predictSets(
  model: tf.LayersModel,
  preprocess: Preprocess,
  sets: NdArray[],
): Promise<number[][]> {
  const predictions: number[][] = [];
  for (const set of sets)
    try {
      predictions.push(Array.from(await predict(model, await preprocess(toTensor(set))).data()));
    } catch (error) {
      if (set.shape[0] === sets[0]!.shape[0]) throw error;
      predictions.push([]);
    }
  return predictions;
}

function predict(model: tf.LayersModel, x: tf.Tensor): tf.Tensor {
  const predictions = rowsOf('model.predict(x)', model.predict(x), x.shape[0]!);
  if (predictions.dtype === 'float32') return predictions;
  throw new ProbeError(
    'wrong-dtype',
    `model.predict(x) gave a tensor of ${predictions.dtype}; expected float32, a probability for each output`,
  );
}

function historyOf(run: TrainingRun): TrainedAnswer['history'] {
  const series = Object.entries({ ...run.history, rates: run.rates });
  return Object.fromEntries(series.map(([name, values]) => [name, values.map(Number)]));
}

/** The layers of a model in the model stand in its place. */
function layersOf(layer: tf.layers.Layer): tf.layers.Layer[] {
  return layer instanceof tf.LayersModel ? layer.layers.flatMap(layersOf) : [layer];
}

/** Without what cannot be said in JSON, such as a loss that is a function. */
function describeLayer(layer: tf.layers.Layer): LayerConfig {
  const config = JSON.parse(JSON.stringify(layer.getConfig()));
  // A layer may also be frozen by its weights, or by the model that it is in.
  const isFrozen = layer.weights.length > 0 && layer.trainableWeights.length === 0;
  return { kind: layer.getClassName(), config: isFrozen ? { ...config, trainable: false } : config };
}
