import type * as tf from '@tensorflow/tfjs';

/** Whether it is a tfjs model, of whichever copy of tfjs. */
export function isModel(x: unknown): x is tf.LayersModel {
  return typeof x === 'object' && x !== null && 'layers' in x && 'predict' in x && 'getWeights' in x;
}

/**
 * The trainable weights of each layer that has weights, by the layer's name; of a frozen layer, all of its weights.
 *
 * @throws RangeError when no layer has any.
 */
export function layerWeights(name: string, model: tf.LayersModel): [string, Float32Array][] {
  const layers = model.layers.filter((layer) => layer.weights.length > 0);
  if (layers.length === 0)
    throw new RangeError(`${name}: expected a model with weights; this one has none, or is not built yet`);
  return layers.map((layer) => {
    const weights = layer.trainableWeights.length > 0 ? layer.trainableWeights : layer.weights;
    return [layer.name, joined(weights.map((weight) => weight.read().dataSync() as Float32Array))];
  });
}

function joined(parts: Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
