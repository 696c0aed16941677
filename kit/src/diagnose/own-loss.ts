import type { Look } from './finding';
import { isOwnLoss } from './loss-names';
import type { Symptoms } from './symptoms';
import { digits } from './words';

/**
 * A loss of one's own that is no finite number where inputs, targets and outputs are: the logarithm of 0, a quotient by
 * it, or the slope of a root. Before the first update nothing else can be to blame; later the steps may.
 */
export function brokenOwnLoss(s: Symptoms): Look | undefined {
  if (!s.breaks || !isOwnLoss(s.run.model.loss) || s.rate > s.usualRate) return undefined;
  const { targets } = s.run.data;
  const { loss } = s.run.model;
  const outputs = (s.run.probes ?? []).findLast(({ train }) => Number.isFinite(train.outputs.mean))?.train
    .outputs;
  // Outputs are recorded where that loss is; JSON carries NaN as null.
  const startsBroken = outputs !== undefined && !Number.isFinite(s.run.initialLoss);
  const slopeBroken = outputs !== undefined && !startsBroken && s.startsWithoutGradient;
  return {
    certain: startsBroken || slopeBroken,
    signs: [
      `${loss}, a loss of your own, is no finite number in epoch ${s.loss.values.findIndex((value) => !Number.isFinite(value)) + 1}, while all inputs and targets are`,
      `the rate, ${digits(s.rate)}, is a usual one`,
      startsBroken && 'it is none before the first update either',
      slopeBroken &&
        `before the first update it is ${digits(s.run.initialLoss!)}, and its slope no finite number: a root or a quotient at 0`,
      outputs && outputs.min <= 0 && `outputs reach from ${digits(outputs.min)} to ${digits(outputs.max)}`,
      targets && targets.min <= 0 && `targets reach from ${digits(targets.min)} to ${digits(targets.max)}`,
    ],
  };
}
