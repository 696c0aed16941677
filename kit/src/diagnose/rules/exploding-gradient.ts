import type { Rule } from '../finding';
import { isOwnLoss } from '../loss-names';
import { digits } from '../words';

export const HUGE = 60;
/** Outputs that spread so much more than the inputs: layers, or steps of a recurrent one, multiply. */
const BLOWN = 1000;

/**
 * Symptom: gradients, or the outputs that they are taken by, are huge before anything was learned.
 * Statistic: largest gradient norm, and spread of a hidden layer's outputs next to the inputs', before the first update,
 * and the loss breaking or rising, or nothing learned: where outputs overflow, there may be no gradient at all.
 * Threshold 60: own calibration; healthy runs of the bench start below 20. 1000: own choice; weights by fan-in keep
 * the spread as it is (Glorot and Bengio, 2010).
 */
export const explodingGradient: Rule = {
  fault: 'exploding-gradient',
  fix: 'Scale the targets, clip the gradient norm, take weights by fan-in, or add normalization.',
  lesson: '09-saturation-and-initialization',
  experiment: {
    try: 'the same training with standardized targets',
    expect: 'the loss stays finite and falls',
    change: { kind: 'standardize-targets' },
  },
  look(s) {
    const { firstGradients: norms } = s;
    const largest = Math.max(0, ...norms.filter(Number.isFinite));
    // A loss of tfjs' has a gradient wherever nothing overflows.
    const overflows = s.breaks && !isOwnLoss(s.run.model.loss) && s.startsWithoutGradient;
    const spread = BLOWN * Math.max(1, s.run.data.input.sd);
    const blown = s.hidden.find(({ first }) => (first?.activation.sd ?? 0) > spread);
    if (largest < HUGE && !blown && !overflows) return undefined;
    const targets = s.run.data.targets;
    const before = s.run.initialLoss ?? s.loss.first;
    const grows = s.breaks || s.loss.last > before || s.trainSkill < 0.3;
    if (!grows) return undefined;
    return {
      signs: [
        largest >= HUGE && `before the first update a gradient norm is ${digits(largest)}`,
        overflows && 'before the first update a gradient is no finite number',
        blown &&
          `before the first update the outputs of ${blown.name} spread by ${digits(blown.first!.activation.sd)}, inputs by ${digits(s.run.data.input.sd)}`,
        blown && s.trainSkill < 0.3 && `skill on training rows ${digits(s.trainSkill)}`,
        s.breaks && 'the loss is no longer a finite number',
        s.loss.last > before && `the loss rose from ${digits(before)} to ${digits(s.loss.last)}`,
        s.classes === 0 && targets && targets.sd > 10 && `targets spread by ${digits(targets.sd)}`,
        norms[0]! > 10 * norms.at(-1)! &&
          `${digits(norms[0]! / norms.at(-1)!)} times as large in the first layer as in the last`,
      ],
    };
  },
};
