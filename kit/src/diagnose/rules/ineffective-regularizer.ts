import type { Rule } from '../finding';
import { gapOf } from '../gap';
import { digits, percent } from '../words';

const WEAK_DROPOUT = 0.15;
const WEAK_PENALTY = 0.05;

/**
 * Symptom: overfitting although the model regularizes.
 * Statistic: share of the penalty in the loss, rate of dropout.
 * Threshold: a penalty below 5 % of the data's own loss at chance level, or dropout below 0.15, changed no curve
 * of the bench.
 */
export const ineffectiveRegularizer: Rule = {
  fault: 'ineffective-regularizer',
  fix: 'Make it strong enough to be felt (L2 on all layers, 0.001 to 0.01; dropout 0.3 to 0.5), or find why it is not attached.',
  lesson: '04-overfitting',
  experiment: {
    try: 'ten times the penalty, on all layers',
    expect: 'the gap shrinks',
  },
  look(s) {
    const gap = gapOf(s);
    if (!gap?.counts) return undefined;
    const rates = s.run.model.layers.filter(({ kind }) => /Dropout/.test(kind)).map(({ rate = 0 }) => rate);
    const penalized = s.run.model.layers.filter(({ l1, l2 }) => l1 || l2);
    if (rates.length + penalized.length === 0 || Math.max(0, ...rates) > WEAK_DROPOUT) return undefined;
    const share = (s.run.probes?.at(-1)?.penalty ?? 0) / (s.chanceLoss ?? 1);
    const factor = Math.max(0, ...penalized.map(({ l1 = 0, l2 = 0 }) => l1 + l2));
    if (penalized.length > 0 && (s.run.probes ? share > WEAK_PENALTY : factor > 1e-4)) return undefined;
    return {
      signs: [
        `${gap.signs[0]}, with a regularizer`,
        gap.signs[1],
        penalized.length > 0 &&
          `the penalty adds ${percent(share)} of the loss at chance level, its factor is ${digits(factor)}`,
        penalized.length > 0 &&
          penalized.length < s.kernels.length &&
          `${penalized.length} of ${s.kernels.length} layers are penalized`,
        rates.length > 0 && `dropout drops ${percent(Math.max(...rates))}`,
        'no regularizer is strong enough to be felt',
      ],
    };
  },
};
