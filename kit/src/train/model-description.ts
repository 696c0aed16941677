import type * as tf from '@tensorflow/tfjs';
import { outputOf } from './layer-outputs';
import type { LayerDescription, ModelDescription } from './run';

/** Describes a compiled model as plain data. */
export function describeModel(model: tf.LayersModel): ModelDescription {
  return {
    layers: model.layers.map(describeLayer),
    parameters: model.countParams(),
    optimizer: model.optimizer.getClassName(),
    loss: typeof model.loss === 'string' ? model.loss : lossName(model.loss),
  };
}

/** The learning rate in force, or NaN for an optimizer that has none. */
export function learningRate(model: tf.LayersModel): number {
  const { learningRate = Number.NaN } = model.optimizer as tf.Optimizer & { learningRate?: number };
  return learningRate;
}

function describeLayer(layer: tf.layers.Layer): LayerDescription {
  const config = layer.getConfig();
  const { rate, stddev, kernelRegularizer } = config;
  const activation = activationOf(layer, config);
  return {
    name: layer.name,
    kind: layer.getClassName(),
    outputShape: outputOf(layer).shape,
    ...(typeof activation === 'string' ? { activation } : {}),
    parameters: layer.countParams(),
    ...(typeof rate === 'number' ? { rate } : {}),
    ...(typeof stddev === 'number' ? { stddev } : {}),
    ...penalties(kernelRegularizer),
  };
}

/** Its own, or that of the layer that it applies to each step of a series. */
function activationOf(layer: tf.layers.Layer, config: object): unknown {
  const { activation, layer: inner } = config as {
    activation?: unknown;
    layer?: { config?: { activation?: unknown } };
  };
  return layer.getClassName() === 'TimeDistributed' ? inner?.config?.activation : activation;
}

function penalties(regularizer: unknown): { l1?: number; l2?: number } {
  const { config } = (regularizer ?? {}) as { config?: { l1?: number; l2?: number } };
  return { ...(config?.l1 ? { l1: config.l1 } : {}), ...(config?.l2 ? { l2: config.l2 } : {}) };
}

function lossName(loss: unknown): string {
  if (typeof loss === 'function') return loss.name || 'custom';
  return Array.isArray(loss) ? loss.map(lossName).join(', ') : JSON.stringify(loss);
}
