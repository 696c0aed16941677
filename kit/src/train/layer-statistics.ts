import * as tf from '@tensorflow/tfjs';
import { compiledLoss } from './compiled';
import { type LayerOutput, outputOf, outputStatistics, readOutput } from './layer-outputs';
import type { LayerStatistics } from './run';

const LARGE = 2 ** 15;

/** Looks into the layers of one model again and again. */
export class LayerProbe {
  private readonly outputs: tf.LayersModel;
  /** Weights as they were at the record before, by layer. */
  private before = new Map<tf.layers.Layer, tf.Tensor[]>();

  constructor(private readonly model: tf.LayersModel) {
    const outputs = model.layers.map(outputOf);
    this.outputs = tf.model({ inputs: model.inputs, outputs });
  }

  /**
   * Runs a sample through the model, forward and back, and sums up each layer.
   * The loss is the compiled one without regularizers; dropout is off. Holds the weights until the next look.
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
    let outputs: LayerOutput[] = [];
    const loss = () => {
      const tensors = [this.outputs.apply(x) as tf.Tensor | tf.Tensor[]].flat();
      outputs = tensors.map(readOutput);
      return compiledLoss(this.model, y, tensors[last]!);
    };
    if (variables.length === 0) return { loss: loss().dataSync()[0]!, gradients: {}, outputs };
    const { value, grads } = tf.variableGrads(loss, variables);
    return { loss: value.dataSync()[0]!, gradients: grads, outputs };
  }

  private describe(
    layer: tf.layers.Layer,
    output: LayerOutput,
    gradients: tf.NamedTensorMap,
  ): LayerStatistics {
    const { activation } = layer.getConfig();
    return {
      layer: layer.name,
      ...outputStatistics(output, typeof activation === 'string' ? activation : undefined),
      ...(layer.trainableWeights.length > 0 ? this.weightNorms(layer, gradients) : {}),
    };
  }

  private weightNorms(
    layer: tf.layers.Layer,
    gradients: tf.NamedTensorMap,
  ): Pick<LayerStatistics, 'gradientNorm' | 'weightNorm' | 'weightChange'> {
    const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const before = this.before.get(layer);
    // A copy that shares the memory: the next update gives a variable memory of its own.
    const weights = variables.map((variable) => tf.keep(variable.clone()));
    this.before.set(layer, weights);
    const weightChange = before && norm(weights.map((tensor, i) => squaresOf(tensor, before[i])));
    tf.dispose(before ?? []);
    return {
      gradientNorm: norm(variables.map(({ name }) => squaresOf(gradients[name]!))),
      weightNorm: norm(weights.map((tensor) => squaresOf(tensor))),
      ...(weightChange === undefined ? {} : { weightChange }),
    };
  }

  /** Frees what it holds. */
  close(): void {
    tf.dispose([...this.before.values()].flat());
  }
}

/** L2 norm over several tensors, given the sum of each one's squares. */
function norm(squares: number[]): number {
  return Math.sqrt(squares.reduce((sum, one) => sum + one, 0));
}

/**
 * Sum of the squares, of what changed where there is a `before`: a large tensor does not leave the engine, for a small one
 * an operation costs more than a loop.
 */
function squaresOf(tensor: tf.Tensor, before?: tf.Tensor): number {
  if (tensor.size > LARGE) {
    const flat = (before ? tensor.sub(before) : tensor).flatten();
    return tf.dot(flat, flat).dataSync()[0]!;
  }
  const [values, earlier] = [tensor.dataSync(), before?.dataSync()];
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - (earlier?.[i] ?? 0)) ** 2;
  return squares;
}
