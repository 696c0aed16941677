import * as tf from '@tensorflow/tfjs';
import { classWeight } from '../data/class-weight';
import { seed as setSeed } from '../random';
import { type TrainingRun, type TrainOptions, train } from '../train';
import type { ExperimentChange, Finding } from './finding';
import { readSymptoms } from './symptoms';

/** What an experiment showed. */
export interface Confirmation {
  /** Whether the one change helped; undefined where `confirm` cannot make it by itself. */
  helped: boolean | undefined;
  /** In words, with numbers. */
  said: string;
}

const BRIEF = 8;
const SEED = 1;

/**
 * Tries a finding: trains a fresh copy of the model briefly as it was, and one with the one change, from the same
 * seed, and says whether that helped. The model given is left as it is.
 *
 * @param finding one that `diagnose` returned.
 * @param model the model that was trained; its form, loss and optimizer are taken, not its weights.
 * @param options what `train` was given; callbacks are left out. Trains for `epochs`, at most 8.
 * @throws Error when the options do not fit the model.
 * @example
 * const run = await train(model, { x, y, epochs: 5, seed: 1 });
 * for (const finding of diagnose(run)) console.log((await confirm(finding, { model, options: { x, y, epochs: 5 } })).said);
 */
export async function confirm(
  finding: Finding,
  { model, options }: { model: tf.LayersModel; options: TrainOptions },
): Promise<Confirmation> {
  const { change, try: what, expect } = finding.experiment;
  if (!change) return { helped: undefined, said: `To be tried by hand: ${what}. If this is it, ${expect}.` };
  const before = await trainCopy(model, options, undefined);
  const after = await trainCopy(model, options, change);
  const [skill, changed] = [before, after].map((run) => readSymptoms(run).trainSkill);
  const [loss, lower] = [before, after].map((run) => run.probes!.at(-1)!.train.loss);
  const helped = changed! > skill! + 0.1 || (changed! >= skill! && !(lower! > 0.8 * loss!));
  return {
    helped,
    said: `${helped ? 'Helps' : 'Does not help'}: ${what}. Loss ${words(loss!)} became ${words(lower!)}, skill ${words(skill!)} became ${words(changed!)}.`,
  };
}

const words = (value: number) => (Number.isFinite(value) ? value.toFixed(3) : 'not finite');

async function trainCopy(
  model: tf.LayersModel,
  options: TrainOptions,
  change: ExperimentChange | undefined,
): Promise<TrainingRun> {
  setSeed(SEED);
  const copy = await freshCopy(model, change);
  const moved = change?.kind === 'standardize-input' ? standardized(options) : undefined;
  try {
    return await train(copy, {
      ...options,
      ...moved,
      callbacks: [],
      statistics: true,
      seed: SEED,
      epochs: Math.min(BRIEF, options.epochs),
      ...(change?.kind === 'batch' ? { batchSize: change.size } : {}),
      ...(change?.kind === 'class-weight' ? { classWeight: weightsFor(options.y) } : {}),
    });
  } finally {
    tf.dispose([moved?.x, moved?.validation?.x].filter((tensor) => tensor !== undefined));
    // A model disposes of its optimizer only where it made that itself.
    copy.optimizer.dispose();
    copy.dispose();
  }
}

/** A configuration as tfjs writes it. */
interface LayerJson {
  class_name: string;
  config: Record<string, unknown>;
}

async function freshCopy(
  model: tf.LayersModel,
  change: ExperimentChange | undefined,
): Promise<tf.LayersModel> {
  const json = model.toJSON(null, false) as unknown as { config: { layers: LayerJson[] } };
  if (change?.kind === 'layers') editLayers(json.config.layers, change);
  const copy = await tf.models.modelFromJSON(json as never);
  copy.compile({
    optimizer: freshOptimizer(model.optimizer, change?.kind === 'rate' ? change.times : 1),
    loss: model.loss as string,
    metrics: model.metrics as string[],
  });
  return copy;
}

function editLayers(
  layers: LayerJson[],
  { config, dropout }: Extract<ExperimentChange, { kind: 'layers' }>,
): void {
  const weighted = layers.filter((layer) => 'kernel_initializer' in layer.config);
  for (const layer of weighted.slice(0, config.kernelRegularizer === null ? undefined : -1))
    for (const [name, value] of Object.entries(config)) {
      const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      layer.config[key] = inPython(value);
    }
  if (dropout !== undefined)
    for (const layer of layers) if (/Dropout/.test(layer.class_name)) layer.config.rate = dropout;
}

/** tfjs writes and reads configurations with Python's names. */
function inPython(value: unknown): unknown {
  const { className, config } = (value ?? {}) as { className?: string; config?: object };
  return className ? { class_name: className, config } : value;
}

function freshOptimizer(optimizer: tf.Optimizer, times: number): tf.Optimizer {
  const config = optimizer.getConfig();
  const type = optimizer.constructor as unknown as {
    fromConfig(type: unknown, config: object): tf.Optimizer;
  };
  return type.fromConfig(type, { ...config, learningRate: Number(config.learningRate) * times });
}

function standardized({ x, validation }: TrainOptions): Pick<TrainOptions, 'x' | 'validation'> {
  const { mean, variance } = tf.moments(x);
  const scaled = (images: tf.Tensor) => tf.tidy(() => images.sub(mean).div(variance.sqrt().add(1e-7)));
  const result = {
    x: scaled(x),
    ...(validation ? { validation: { ...validation, x: scaled(validation.x) } } : {}),
  };
  tf.dispose([mean, variance]);
  return result;
}

function weightsFor(y: tf.Tensor): Record<number, number> {
  const labels = tf.tidy(() => (y.rank === 2 && y.shape[1]! > 1 ? y.argMax(1) : y.flatten()));
  const weights = classWeight([...labels.dataSync()]);
  labels.dispose();
  return weights;
}
