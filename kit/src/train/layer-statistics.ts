import * as tf from '@tensorflow/tfjs';
import { compiledLoss } from './compiled';
import { outputStatistics } from './layer-outputs';
import type { LayerStatistics } from './run';

/** What a layer put out for a sample, flat. */
interface Output {
  values: ArrayLike<number>;
  units: number;
}

/** Looks into the layers of one model again and again. */
export class LayerProbe {
  private readonly outputs: tf.LayersModel;
  /** Weights as they were at the record before, by layer. */
  private before = new Map<tf.layers.Layer, Float32Array[]>();

  constructor(private readonly model: tf.LayersModel) {
    const outputs = model.layers.map((layer) => layer.output as tf.SymbolicTensor);
    this.outputs = tf.model({ inputs: model.inputs, outputs });
  }

  /**
   * Runs a sample through the model, forward and back, and sums up each layer.
   * The loss is the compiled one without regularizers; dropout is off. Frees all it allocates.
   *
   * @param x inputs [samples, …].
   * @param y targets [samples, …].
   */
  look(x: tf.Tensor, y: tf.Tensor): { loss: number; layers: LayerStatistics[] } {
    let looked: { loss: number; layers: LayerStatistics[] } | undefined;
    tf.tidy(() => {
      const { loss, gradients, outputs } = this.passThrough(x, y);
      const layers = this.model.layers.map((layer, i) => this.describe(layer, outputs[i]!, gradients));
      looked = { loss, layers };
    });
    return looked!;
  }

  /** Once forward, for outputs and loss, and once back. */
  private passThrough(x: tf.Tensor, y: tf.Tensor) {
    const variables = this.model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const last = this.model.layers.indexOf(this.model.outputLayers[0]!);
    let outputs: Output[] = [];
    const loss = () => {
      const tensors = [this.outputs.apply(x) as tf.Tensor | tf.Tensor[]].flat();
      outputs = tensors.map((tensor) => ({
        values: tensor.dataSync(),
        units: tensor.shape[tensor.rank - 1]!,
      }));
      return compiledLoss(this.model, y, tensors[last]!);
    };
    if (variables.length === 0) return { loss: loss().dataSync()[0]!, gradients: {}, outputs };
    const { value, grads } = tf.variableGrads(loss, variables);
    return { loss: value.dataSync()[0]!, gradients: grads, outputs };
  }

  private describe(
    layer: tf.layers.Layer,
    { values, units }: Output,
    gradients: tf.NamedTensorMap,
  ): LayerStatistics {
    const { activation } = layer.getConfig();
    return {
      layer: layer.name,
      ...outputStatistics(values, units, typeof activation === 'string' ? activation : undefined),
      ...(layer.trainableWeights.length > 0 ? this.weightNorms(layer, gradients) : {}),
    };
  }

  private weightNorms(
    layer: tf.layers.Layer,
    gradients: tf.NamedTensorMap,
  ): Pick<LayerStatistics, 'gradientNorm' | 'weightNorm' | 'weightChange'> {
    const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const weights = variables.map((variable) => new Float32Array(variable.dataSync()));
    const before = this.before.get(layer);
    this.before.set(layer, weights);
    return {
      gradientNorm: norm(variables.map((variable) => gradients[variable.name]!.dataSync())),
      weightNorm: norm(weights),
      ...(before ? { weightChange: distance(weights, before) } : {}),
    };
  }
}

/** L2 norm over several lists. */
function norm(lists: ArrayLike<number>[]): number {
  let squares = 0;
  for (const list of lists) for (let i = 0; i < list.length; i++) squares += list[i]! * list[i]!;
  return Math.sqrt(squares);
}

function distance(lists: Float32Array[], others: Float32Array[]): number {
  let squares = 0;
  lists.forEach((list, k) => {
    for (let i = 0; i < list.length; i++) squares += (list[i]! - others[k]![i]!) ** 2;
  });
  return Math.sqrt(squares);
}
