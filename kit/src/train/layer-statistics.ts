import * as tf from '@tensorflow/tfjs';
import type { LayerStatistics } from './run';

/** What tfjs keeps on a compiled model but leaves out of its types. */
interface Compiled {
  lossFunctions: ((yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor)[];
  /** A Sequential hands its compilation to the functional model inside it. */
  model?: Compiled;
}

/**
 * Runs a sample through the model, forward and back, and sums up each layer.
 * The loss is the compiled one without regularizers; dropout is off. Frees all it allocates.
 *
 * @param x inputs [samples, …].
 * @param y targets [samples, …].
 */
export function layerStatistics(model: tf.LayersModel, x: tf.Tensor, y: tf.Tensor): LayerStatistics[] {
  let statistics: LayerStatistics[] = [];
  tf.tidy(() => {
    const outputs = layerOutputs(model, x);
    const gradients = weightGradients(model, x, y);
    statistics = model.layers.map((layer, i) => ({
      layer: layer.name,
      ...summarizeOutputs(outputs[i]!.dataSync()),
      ...(layer.trainableWeights.length > 0 ? weightNorms(layer, gradients) : {}),
    }));
  });
  return statistics;
}

/** In one pass: a sample is small, and an operation for each number costs more than all of them. */
function summarizeOutputs(values: ArrayLike<number>): Pick<LayerStatistics, 'activation' | 'zeros'> {
  let [min, max, sum, squares, zeros] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    squares += value * value;
    if (value === 0) zeros++;
  }
  const n = values.length;
  const mean = sum / n;
  const sd = Math.sqrt(Math.max(0, squares / n - mean * mean));
  return { activation: { min, max, mean, sd }, zeros: zeros / n };
}

function layerOutputs(model: tf.LayersModel, x: tf.Tensor): tf.Tensor[] {
  const outputs = model.layers.map((layer) => layer.output as tf.SymbolicTensor);
  const probe = tf.model({ inputs: model.inputs, outputs });
  return [probe.predict(x) as tf.Tensor | tf.Tensor[]].flat();
}

function weightGradients(model: tf.LayersModel, x: tf.Tensor, y: tf.Tensor): tf.NamedTensorMap {
  const compiled = model as unknown as Compiled;
  const [loss] = (compiled.model ?? compiled).lossFunctions;
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  if (variables.length === 0) return {};
  // `fit` turns one target a row into a column too.
  const targets = y.rank === 1 ? y.expandDims(1) : y;
  return tf.variableGrads(() => loss!(targets, model.apply(x) as tf.Tensor).mean() as tf.Scalar, variables)
    .grads;
}

function weightNorms(
  layer: tf.layers.Layer,
  gradients: tf.NamedTensorMap,
): Pick<LayerStatistics, 'gradientNorm' | 'weightNorm'> {
  const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return {
    gradientNorm: norm(variables.map((variable) => gradients[variable.name]!)),
    weightNorm: norm(variables),
  };
}

/** L2 norm over several tensors. */
function norm(tensors: tf.Tensor[]): number {
  return Math.hypot(...tensors.map((tensor) => tensor.norm().dataSync()[0]!));
}
