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
  return describe(values.length > MOST ? thinned(values, units) : values, units, STEEP[activation ?? '']);
}

/** Every so many places of a layer's output, with all units of each. */
function thinned(values: ArrayLike<number>, units: number): Float32Array {
  const places = values.length / units;
  const kept = Math.max(1, Math.floor(MOST / units));
  const few = new Float32Array(kept * units);
  for (let i = 0; i < kept; i++) {
    const from = Math.floor((i * places) / kept) * units;
    for (let unit = 0; unit < units; unit++) few[i * units + unit] = values[from + unit]!;
  }
  return few;
}

function describe(
  values: ArrayLike<number>,
  units: number,
  steep: [number, number] | undefined,
): OutputStatistics {
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
