import type { Rule } from '../finding';
import { digits } from '../words';

const HUGE = 60;

/**
 * Symptom: gradients are huge before anything was learned.
 * Statistic: largest gradient norm before the first update, and the loss breaking or rising.
 * Threshold 60: own calibration; healthy runs of the bench start below 20.
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
    const norms = s.kernels.map(({ first, final }) => first?.gradientNorm ?? final?.gradientNorm ?? 0);
    const largest = Math.max(0, ...norms.map((norm) => (Number.isFinite(norm) ? norm : Number.MAX_VALUE)));
    if (largest < HUGE) return undefined;
    const targets = s.run.data.targets;
    const before = s.run.initialLoss ?? s.loss.first;
    const grows = s.loss.breaks || s.loss.last > before || s.trainSkill < 0.3;
    if (!grows) return undefined;
    return {
      signs: [
        `before the first update a gradient norm is ${digits(largest)}`,
        s.loss.breaks && 'the loss is no longer a finite number',
        s.loss.last > before && `the loss rose from ${digits(before)} to ${digits(s.loss.last)}`,
        s.classes === 0 && targets && targets.sd > 10 && `targets spread by ${digits(targets.sd)}`,
        norms[0]! > 10 * norms.at(-1)! &&
          `${digits(norms[0]! / norms.at(-1)!)} times as large in the first layer as in the last`,
      ],
    };
  },
};
