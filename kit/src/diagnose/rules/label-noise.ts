import type { Rule } from '../finding';
import { digits, percent } from '../words';

const SURE = 0.08;

/**
 * Symptom: where the network is at its best on new rows, it surely contradicts a good part of the training labels; later it learns them by
 * heart. Statistic: share of rows with another answer of probability above 0.8, at the best epoch, on training and validation rows (after
 * Northcutt et al., 2021). Threshold 0.1; clean runs of the bench stay below 0.05.
 */
export const labelNoise: Rule = {
  fault: 'label-noise',
  fix: 'Look at the rows the network surely contradicts (out of fold), and mend or drop their labels.',
  lesson: '10-data-quality',
  experiment: {
    try: 'train without the rows that a network trained on the other half contradicts',
    expect: 'validation loss ends lower',
  },
  look(s) {
    const probes = (s.run.probes ?? []).filter(({ epoch }) => epoch > 0);
    const twins = s.run.data.rows?.contradicting ?? 0;
    if (s.classes < 2 || probes.length === 0) return undefined;
    const best = probes.reduce((a, b) =>
      (b.validation?.accuracy ?? b.train.accuracy ?? 0) > (a.validation?.accuracy ?? a.train.accuracy ?? 0)
        ? b
        : a,
    );
    const [onTrain, onNew] = [best.train.surelyWrong ?? 0, best.validation?.surelyWrong ?? 0];
    const skill = best.validation?.accuracy ?? 0;
    const learned = skill > s.commonest + 0.1;
    const noisy = learned && (best.train.accuracy ?? 1) < 0.92 && onTrain > SURE / 2 && onNew > SURE;
    if (!noisy && twins < 0.02) return undefined;
    return {
      signs: [
        `after ${best.epoch} epochs, when validation accuracy is best (${percent(skill)}), the network surely contradicts ${percent(onTrain)} of the training labels`,
        onNew > SURE && `and ${percent(onNew)} of the validation labels`,
        twins > 0.02 && `${percent(twins)} of the rows equal an earlier one with another label`,
        s.validationLoss &&
          s.validationLoss.last > 1.2 * s.validationLoss.least &&
          `validation loss then rose from ${digits(s.validationLoss.least)} to ${digits(s.validationLoss.last)}`,
        (s.trainAccuracy ?? 0) > (best.train.accuracy ?? 1) + 0.1 &&
          `while training accuracy rose from ${percent(best.train.accuracy!)} to ${percent(s.trainAccuracy!)}: learned by heart`,
      ],
    };
  },
};
