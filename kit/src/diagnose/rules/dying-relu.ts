import type { Rule } from '../finding';
import { digits, percent } from '../words';

const DEAD = 0.85;

/**
 * Symptom: ReLU units that are zero on every row, so that nothing flows back.
 * Statistic: share of dead units of a layer at the end, and before the first update.
 * Threshold 0.85 (own calibration on the tuned half of the bench; Lu et al., 2019, call a network dead where one
 * layer is): He's weights leave a few percent dead.
 */
export const dyingRelu: Rule = {
  fault: 'dying-relu',
  fix: 'Start biases at 0, use He weights, lower the rate, or use leaky ReLU.',
  lesson: '09-saturation-and-initialization',
  experiment: {
    try: 'the same network with leaky ReLU in place of ReLU',
    expect: 'gradients are no longer 0, and the loss falls',
    change: {
      kind: 'layers',
      config: {
        kernelInitializer: { className: 'HeNormal', config: {} },
        biasInitializer: { className: 'Zeros', config: {} },
      },
    },
  },
  look(s) {
    if (!(s.trainSkill < 0.5)) return undefined;
    const dead = s.hidden.filter(
      ({ fires, final, units }) =>
        /^relu/.test(fires) && units > 1 && (final?.deadUnits ?? (final?.zeros === 1 ? 1 : 0)) > DEAD,
    );
    const [worst] = dead;
    if (!worst) return undefined;
    const bias = s.run.initialWeights?.find(({ layer }) => layer === worst.name)?.bias;
    return {
      signs: [
        `${percent(worst.final!.deadUnits ?? 1)} of the units of ${worst.name} are zero on every row`,
        (worst.first?.deadUnits ?? 0) > DEAD &&
          `${percent(worst.first!.deadUnits!)} were before the first update`,
        bias && bias.mean < -1 && `its biases start at ${digits(bias.mean)}`,
        worst.final!.gradientNorm !== undefined &&
          worst.final!.gradientNorm < 1e-6 &&
          `its gradient is ${digits(worst.final!.gradientNorm)}`,
        s.saysOneThing && 'every row gets the same answer',
      ],
    };
  },
};
