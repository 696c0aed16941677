import type { Rule } from '../finding';
import { gapOf } from '../gap';
import { digits } from '../words';

/**
 * Symptom: training rows are answered, new ones are not.
 * Statistic: gap of accuracy, of a regression that of the spread explained, beyond twice its standard error; rise of
 * the validation loss above its least.
 * Threshold: a gap of 0.1, of a regression 0.2, more where validation rows are few or their loss does not rise (own
 * calibration: healthy runs of the bench stay below 0.1 where validation has over 50 rows; regressions at 0.12), and
 * training rows right in 85 %; in less where the gap is three times as wide, and validation loss rises or is above that
 * of a constant answer.
 */
export const overfitting: Rule = {
  fault: 'overfitting',
  fix: 'Get more rows, augment them, or add dropout, L2 on all layers or early stopping; or take a smaller network.',
  lesson: '04-overfitting',
  experiment: {
    try: 'the same with dropout 0.5 before the dense layers',
    expect: 'the gap closes while validation accuracy stays or rises',
  },
  look(s) {
    const gap = gapOf(s);
    if (!gap?.counts) return undefined;
    const curve = s.validationLoss;
    return {
      signs: [
        ...gap.signs,
        curve &&
          curve.last > 1.2 * curve.least &&
          `validation loss rose from ${digits(curve.least)} to ${digits(curve.last)}`,
        s.run.model.parameters > 20 * s.run.data.samples &&
          `${s.run.model.parameters} parameters for ${s.run.data.samples} rows`,
        s.loss.last < 0.1 * (s.classes > 0 ? 1 : (s.chanceLoss ?? 1)) &&
          `training loss ${digits(s.loss.last)}`,
      ],
    };
  },
};
