import type { Rule } from '../finding';
import { digits } from '../words';

const RATIO = 0.02;
/** A softmax over a hidden layer's units is as flat: its slopes are p (1 - p), and p is about 1 / units. */
const CURVED = /sigmoid|tanh|softsign|softmax/i;
/** So small a ratio costs half of the training even where the network gets away in the end. */
const TINY = RATIO / 100;

/**
 * Symptom: the first layers get next to no gradient.
 * Statistic: gradient norm of the first layer over that of the last, before the first update, in a network of
 * three layers or more with sigmoid, tanh or softmax units.
 * Threshold 0.02: own calibration; He networks of the bench have 0.1 to 10 (AutoTrainer, 2021, asks for a ratio of
 * 0.001 between neighbouring layers).
 */
export const vanishingGradient: Rule = {
  fault: 'vanishing-gradient',
  fix: 'Use ReLU with He weights, batch normalization, or fewer layers.',
  lesson: '09-saturation-and-initialization',
  experiment: {
    try: 'the same network with ReLU and He weights',
    expect: 'the gradient norms of first and last layer are of one size',
    change: {
      kind: 'layers',
      config: { activation: 'relu', kernelInitializer: { className: 'HeNormal', config: {} } },
    },
  },
  look(s) {
    if (s.kernels.length < 3) return undefined;
    const norms = s.kernels.map(
      ({ first, final }) => first?.gradientNorm ?? final?.gradientNorm ?? Number.NaN,
    );
    const ratio = norms[0]! / norms.at(-1)!;
    const curved = s.hidden.filter(({ fires }) => CURVED.test(fires)).length;
    const learned = !(s.trainSkill < (ratio < TINY ? 0.85 : 0.6));
    if (!(ratio < RATIO) || learned || norms[0] === 0 || curved === 0) return undefined;
    const flat = s.hidden.some(({ first }) => (first?.saturated ?? 0) > 0.5);
    return {
      signs: [
        `before the first update the gradient of ${s.kernels[0]!.name} is ${digits(norms[0]!)}, that of ${s.last!.name} ${digits(norms.at(-1)!)}`,
        curved > 1 &&
          `${curved} hidden layers are ${s.hidden.find(({ fires }) => CURVED.test(fires))!.fires}`,
        !flat && 'none of them is saturated: the slopes are small by themselves, and multiply',
        ratio < RATIO / 10 && `that is a factor of ${digits(1 / ratio)}`,
        s.saysOneThing && 'every row gets the same answer',
      ],
    };
  },
};
