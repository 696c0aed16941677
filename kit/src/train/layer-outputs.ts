import { summarize } from './moments';
import type { LayerStatistics } from './run';

type OutputStatistics = Pick<LayerStatistics, 'activation' | 'zeros' | 'deadUnits' | 'saturated'>;

/** Outputs between these, the slope is at least a tenth of the steepest: sigmoid'(z) = p (1 - p), tanh'(z) = 1 - t^2. */
const STEEP: Record<string, [number, number]> = {
  sigmoid: [0.0257, 0.9743],
  hardSigmoid: [1e-6, 1 - 1e-6],
  tanh: [-0.9487, 0.9487],
};

/**
 * Sums up what a layer put out. In plain JavaScript: a sample is small, and an operation of the engine for each
 * number costs more than all of them.
 *
 * @param values outputs [rows, …, units], flat.
 */
export function outputStatistics(
  values: ArrayLike<number>,
  units: number,
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
