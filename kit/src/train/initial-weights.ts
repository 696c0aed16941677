import type * as tf from '@tensorflow/tfjs';
import { summarize } from './moments';
import type { InitialWeights } from './run';

/** Describes the kernel of each layer that has one, [inputs …, units]. */
export function initialWeights(model: tf.LayersModel): InitialWeights[] {
  return model.layers.flatMap((layer) => {
    const { kernel, bias } = layer as unknown as Record<string, tf.LayerVariable | undefined>;
    if (!kernel || kernel.shape.length < 2) return [];
    const values = kernel.read().dataSync();
    const fanOut = kernel.shape[kernel.shape.length - 1]!;
    return {
      layer: layer.name,
      fanIn: values.length / fanOut,
      fanOut,
      kernel: summarize(values),
      unitsAlike: fanOut > 1 && alike(values, fanOut),
      ...(bias ? { bias: summarize(bias.read().dataSync()) } : {}),
    };
  });
}

function alike(values: ArrayLike<number>, units: number): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== values[i - (i % units)]) return false;
  return true;
}
