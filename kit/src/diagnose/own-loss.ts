import type { Summary } from '../train/run';
import type { Look } from './finding';
import { isOwnLoss } from './loss-names';
import { HUGE } from './rules/exploding-gradient';
import type { Symptoms } from './symptoms';
import { digits } from './words';

/**
 * A loss of one's own that is no finite number where inputs, targets and outputs are: the logarithm of 0, a quotient by
 * it, or the slope of a root. Before the first update nothing else can be to blame; later the steps may.
 */
export function brokenOwnLoss(s: Symptoms): Look | undefined {
  if (!s.breaks || !isOwnLoss(s.run.model.loss) || s.rate > s.usualRate) return undefined;
  const { initialLoss, model, data, probes = [] } = s.run;
  const outputs = probes.findLast(({ train }) => Number.isFinite(train.outputs.mean))?.train.outputs;
  // What no loss was taken of yet is broken by something else.
  if (s.start && !outputs) return undefined;
  // Outputs are recorded where that loss is; JSON carries NaN as null.
  const startsBroken = outputs !== undefined && !Number.isFinite(initialLoss);
  const slopeBroken = outputs !== undefined && !startsBroken && s.startsWithoutGradient;
  const certain = startsBroken || slopeBroken;
  // Steps as large as that break any loss.
  if (!certain && Math.max(...s.firstGradients) >= HUGE) return undefined;
  const epoch = s.loss.values.findIndex((value) => !Number.isFinite(value)) + 1;
  return {
    certain,
    signs: [
      `${model.loss}, a loss of your own, is no finite number in epoch ${epoch}, while all inputs and targets are`,
      `the rate, ${digits(s.rate)}, is a usual one`,
      startsBroken && 'it is none before the first update either',
      slopeBroken &&
        `before the first update it is ${digits(initialLoss!)}, and its slope no finite number: a root or a quotient at 0`,
      outputs && Math.min(outputs.min, data.targets?.min ?? 1) <= 0 && withZero(outputs, data.targets),
    ],
  };
}

function withZero(outputs: Summary, targets?: Summary): string {
  const reach = ({ min, max }: Summary) => `from ${digits(min)} to ${digits(max)}`;
  return `outputs reach ${reach(outputs)}${targets ? `, targets ${reach(targets)}` : ''}`;
}
