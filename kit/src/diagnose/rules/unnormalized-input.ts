import type { Rule } from '../finding';
import { digits, percent } from '../words';

/** Larger inputs count as raw. */
export const LARGE = 10;
/** Inputs that nowhere reach this were scaled once too often: their share of the sums is lost beside the biases. */
const SMALL = 0.05;
/** Standard deviations of features further apart than this. */
const UNEVEN = 300;
/** Standard deviations of two parts that one scaler has scaled are not this many times apart. */
const APART = 15;

/**
 * Symptom: little is learned, and inputs are large, or tiny.
 * Statistic: largest absolute input; validation next to training; spread of the features.
 * Threshold 10: UMLAUT (2021) warns beyond 1; on the course's data values of up to 16 still train, 255 do not.
 * Below 0.05, features 300 times apart, parts 15 times apart: own choice, far from what scaled data have.
 */
export const unnormalizedInput: Rule = {
  fault: 'unnormalized-input',
  fix: 'Scale the inputs: pixels by x.div(255), columns of a table by a StandardScaler fitted on the training rows.',
  lesson: '01-unnormalized-input',
  experiment: {
    try: 'the same training on standardized inputs',
    expect: 'the loss falls below that of a constant answer within a few epochs',
    change: { kind: 'standardize-input' },
  },
  look(s) {
    const { input, features } = s.run.data;
    // Values that are no finite numbers have no scale, null in JSON; what an embedding takes are places in its table.
    if (!Number.isFinite(input.sd) || s.embeds) return undefined;
    const held = s.run.validationData?.input;
    const reach = Math.max(Math.abs(input.min), Math.abs(input.max));
    if (held && held.sd > APART * input.sd && reach < held.max)
      return {
        certain: true,
        signs: [
          `validation inputs spread ${digits(held.sd)}, training inputs ${digits(input.sd)}: only one was scaled`,
        ],
      };
    const uneven = (features?.sdRatio ?? 1) > UNEVEN;
    if (s.normalizes || s.trainSkill > 0.8 || !(reach > LARGE || reach < SMALL || (uneven && reach > 3)))
      return undefined;
    const dead = Math.max(0, ...s.hidden.map(({ final }) => final?.deadUnits ?? 0));
    return {
      signs: [
        `inputs reach from ${digits(input.min)} to ${digits(input.max)}`,
        `skill on training rows ${digits(s.trainSkill)} (0 is a constant answer)`,
        (s.run.initialLoss ?? 0) > 3 * (s.constantLoss ?? Number.POSITIVE_INFINITY) &&
          `loss ${digits(s.run.initialLoss!)} before the first update, where chance is ${digits(s.constantLoss!)}`,
        (s.start?.train.clipped ?? 0) > 0.3 &&
          s.isCrossEntropy &&
          `${percent(s.start!.train.clipped)} of the first outputs are clipped`,
        (s.train?.clipped ?? 0) > 0.3 &&
          s.isCrossEntropy &&
          `${percent(s.train!.clipped)} of the last outputs are clipped`,
        dead > 0.8 && `${percent(dead)} of a layer's units are dead`,
        input.sd > 30 && `their standard deviation is ${digits(input.sd)}`,
      ],
    };
  },
};
