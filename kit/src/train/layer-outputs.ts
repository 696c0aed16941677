import * as tf from '@tensorflow/tfjs';
import { evenly } from './evenly';
import { summarize } from './moments';
import type { LayerStatistics } from './run';

/** More outputs of a layer than this are sampled, evenly over rows and places; all units of each place are taken. */
const MOST = 2 ** 16;

type OutputStatistics = Pick<LayerStatistics, 'activation' | 'zeros' | 'deadUnits' | 'saturated'>;

/** Outputs between these, the slope is at least a tenth of the steepest: sigmoid'(z) = p (1 - p), tanh'(z) = 1 - t^2. */
const STEEP: Record<string, [number, number]> = {
  sigmoid: [0.0257, 0.9743],
  hardSigmoid: [1e-6, 1 - 1e-6],
  tanh: [-0.9487, 0.9487],
};

/** What a layer put out for a sample of rows, flat: [places, units]. */
export interface LayerOutput {
  values: ArrayLike<number>;
  units: number;
}

/** What a layer gives where it was last applied. TensorFlow.js itself says so of no layer that is in two places. */
export function outputOf({ inboundNodes }: tf.layers.Layer): tf.SymbolicTensor {
  return inboundNodes.at(-1)!.outputTensors[0]!;
}

/** Reads what a layer put out, [rows, …, units]. The engine thins it: only what is summed up is copied out of it. */
export function readOutput(output: tf.Tensor): LayerOutput {
  const units = output.shape[output.rank - 1]!;
  if (output.size <= MOST) return { values: output.dataSync(), units };
  const places = output.size / units;
  const kept = evenly(places, Math.max(1, Math.floor(MOST / units)));
  const few = tf.gather(output.reshape([places, units]), tf.tensor1d(kept, 'int32'));
  return { values: few.dataSync(), units };
}

/**
 * Sums up what a layer put out. In plain JavaScript: a sample is small, and an operation of the engine for each
 * number costs more than all of them.
 */
export function outputStatistics(
  { values, units }: LayerOutput,
  activation: string | undefined,
): OutputStatistics {
  const steep = STEEP[activation ?? ''];
  let [zeros, flat] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === 0) zeros++;
    if (steep && !(value > steep[0] && value < steep[1])) flat++;
  }
  return {
    activation: summarize(values),
    zeros: zeros / values.length,
    ...(zeros > 0 && units > 1 ? { deadUnits: deadShare(values, units) } : {}),
    ...(steep ? { saturated: flat / values.length } : {}),
  };
}

function deadShare(values: ArrayLike<number>, units: number): number {
  const alive = new Uint8Array(units);
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) alive[i % units] = 1;
  return 1 - alive.reduce((sum, one) => sum + one, 0) / units;
}
