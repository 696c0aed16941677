import type { Rule } from '../finding';
import { digits, percent } from '../words';

const FLAT = 0.7;

/**
 * Symptom: hidden sigmoids or tanhs stand at their ends.
 * Statistic: share of a hidden layer's outputs where the slope is below a tenth of the steepest, before the first
 * update.
 * Threshold 0.7: own calibration; healthy starts have less than 0.1 (Glorot and Bengio, 2010). Skill below 0.85, as of
 * gradients that vanish: they are what it brings about.
 */
export const saturatedActivations: Rule = {
  fault: 'saturated-activations',
  fix: 'Bring the sums that go into the activation back near 0: biases at 0, weights by fan-in, scaled inputs; or use ReLU.',
  lesson: '09-saturation-and-initialization',
  experiment: {
    try: 'the same network with biases 0 and Glorot weights',
    expect: 'saturation before training falls below 10 %, and the loss falls',
    change: {
      kind: 'layers',
      config: {
        kernelInitializer: { className: 'GlorotUniform', config: {} },
        biasInitializer: { className: 'Zeros', config: {} },
      },
    },
  },
  look(s) {
    if (!(s.trainSkill < 0.85)) return undefined;
    const flat = s.hidden.filter(({ first, final }) => (first?.saturated ?? final?.saturated ?? 0) > FLAT);
    const [worst] = flat;
    if (!worst) return undefined;
    const bias = s.run.initialWeights?.find(({ layer }) => layer === worst.name)?.bias;
    return {
      signs: [
        `${percent(worst.first?.saturated ?? worst.final!.saturated!)} of the outputs of ${worst.name} (${worst.fires}) are saturated before the first update`,
        worst.final?.saturated !== undefined &&
          worst.final.saturated > FLAT &&
          `${percent(worst.final.saturated)} at the end`,
        flat.length > 1 && `so are those of ${flat.length} layers`,
        bias && Math.abs(bias.mean) > 2 && `its biases start at ${digits(bias.mean)}`,
        `skill on training rows ${digits(s.trainSkill)}`,
      ],
    };
  },
};
