import * as tf from '@tensorflow/tfjs';
import { labelsOf } from '../../train/data-statistics';
import { changeOf, type ExperimentChange } from '../finding';
import type { ExperimentRows } from './rows';

/** A configuration as tfjs writes it. */
interface LayerJson {
  class_name: string;
  config: Record<string, unknown>;
}

/** A copy of a model with new weights and those changes that are of the model or its rate; compiled. */
export async function changedCopy(
  model: tf.LayersModel,
  changes: readonly ExperimentChange[],
  { y }: ExperimentRows,
): Promise<tf.LayersModel> {
  const json = model.toJSON(null, false) as unknown as { config: { layers: LayerJson[] } };
  for (const change of changes) if (change.kind === 'layers') editLayers(json.config.layers, change);
  const output = changeOf(changes, 'output') && outputFor(y);
  if (output) {
    const { config } = json.config.layers.findLast(({ config }) => 'units' in config)!;
    Object.assign(config, { units: output.units, activation: output.activation });
  }
  const copy = await tf.models.modelFromJSON(json as never);
  copy.compile({
    optimizer: freshOptimizer(model.optimizer, changeOf(changes, 'rate')?.times ?? 1),
    loss: output?.loss ?? (model.loss as string),
    metrics: model.metrics as string[],
  });
  return copy;
}

/** The last layer and the loss for targets: one-hot; 0 or 1; numbers. */
function outputFor(y: tf.Tensor): { units: number; activation: string; loss: string } {
  const units = y.rank === 2 ? y.shape[1]! : 1;
  const isUnit = tf.tidy(() => y.min().dataSync()[0]! >= 0 && y.max().dataSync()[0]! <= 1);
  if (!isUnit) return { units, activation: 'linear', loss: 'meanSquaredError' };
  return units > 1 && labelsOf(y)
    ? { units, activation: 'softmax', loss: 'categoricalCrossentropy' }
    : { units, activation: 'sigmoid', loss: 'binaryCrossentropy' };
}

function editLayers(
  layers: LayerJson[],
  { config: changed, dropout }: Extract<ExperimentChange, { kind: 'layers' }>,
): void {
  const weighted = layers.filter((layer) => 'kernel_initializer' in layer.config);
  for (const layer of weighted.slice(0, changed.kernelRegularizer === null ? undefined : -1))
    for (const [name, value] of Object.entries(changed)) {
      const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      if (key in layer.config) layer.config[key] = inPython(value);
    }
  if (dropout !== undefined)
    for (const { class_name, config } of layers) {
      if (/Dropout/.test(class_name)) config.rate = dropout;
      if (/Noise/.test(class_name)) config.stddev = dropout;
    }
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
