import * as tf from '@tensorflow/tfjs';
import { isMarkedPure, markPure } from '../../pure';
import type { CompiledModel } from './tfjs';

/** tfjs' own losses and metrics do nothing but compute. */
for (const part of [...Object.values(tf.losses), ...Object.values(tf.metrics)])
  if (typeof part === 'function') markPure(part);

/** Classes of tfjs-layers itself, taken before anybody can register one more. */
let builtIn: Set<unknown> | undefined;

/** Remembers which layers, activations and regularizers are tfjs' own. */
export function rememberBuiltIn(): void {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  builtIn = new Set(Object.values(classNameMap).map(([type]) => type));
}

/** Why a model's training is not made a graph; undefined where it can be. */
export function unsupported(model: CompiledModel): string | undefined {
  const layer = allLayers(model).find((candidate) => !isPlain(candidate));
  if (layer) return `layer ${layer.name} is not one of tfjs' own, or is recurrent, or has a hook`;
  if (!isPure(model.loss)) return 'the loss is a function that tfjs does not know';
  if (!isPure(model.metrics)) return 'a metric is a function that tfjs does not know';
  if (model.collectedTrainableWeights.length === 0) return 'no weight is trainable';
  if (model.weights.some((weight) => weight.read().dtype !== 'float32'))
    return 'a weight is not of type float32';
  return undefined;
}

function allLayers({ layers }: { layers: tf.layers.Layer[] }): tf.layers.Layer[] {
  return layers.flatMap((layer) => [
    layer,
    ...allLayers(layer instanceof tf.LayersModel ? layer : { layers: [] }),
  ]);
}

/** What a layer of tfjs may hold that is somebody else's code. */
interface Parts {
  _callHook?: unknown;
  cell?: unknown;
  layer?: unknown;
}

function isPlain(layer: tf.layers.Layer): boolean {
  const parts = layer as unknown as Parts;
  if (!builtIn?.has(layer.constructor) || Object.hasOwn(layer, 'call')) return false;
  if (parts._callHook || parts.cell || parts.layer || layer.stateful) return false;
  return Object.entries(layer).every(
    ([name, part]) => !/(activation|regularizer)$/i.test(name) || isOwn(part),
  );
}

function isOwn(part: unknown): boolean {
  return typeof part !== 'object' || part === null || Boolean(builtIn?.has(part.constructor));
}

/** A name, a known function, or a list or object of these. */
function isPure(part: unknown): boolean {
  if (part === undefined || part === null || typeof part === 'string') return true;
  if (typeof part === 'function') return isMarkedPure(part);
  return Object.values(part as object).every(isPure);
}
