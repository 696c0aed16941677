import type { Probe } from '../../train/run';
import type { Rule } from '../finding';
import { doubtOfShare } from '../gap';
import type { Symptoms } from '../symptoms';
import { digits, percent } from '../words';

/** Sure answers of a network that has learned are right more often than this, where the labels are. */
const SURE = { train: 0.88, validation: 0.8 };
/** With so many features equal rows are copies; their labels differ only where one of them is wrong. */
const MANY = 16;
const COPIES = 0.05;

/** Clean new rows are answered so much more often than the training rows that the network has not learned by heart. */
const BETTER = { held: 0.85, by: 0.15 };

/**
 * Symptom: the network has learned, but its surest answers are contradicted about as often as the others, and what
 * it learns later it learns by heart.
 * Statistic: accuracy among the surer half of the answers, at the epoch of the best validation accuracy (after
 * Northcutt et al., 2021).
 * Or, where only training labels are wrong: validation rows are answered right, training rows much less often, dropout off.
 * Thresholds 0.88 and 0.8, own calibration: clean runs of the bench, overlapping classes among them, are at 0.91
 * and 0.8 or more, noisy ones at 0.8 and 0.68 or less.
 * Copies of a row with another label, 2 % of all rows, are a sign by themselves; 5 % of 16 features or more settle it
 * (own choice: fewer features repeat by nature, as categories do; then validation rows repeat training rows, too, and
 * where those do it less than a third as often as training rows do among themselves, somebody copied).
 */
export const labelNoise: Rule = {
  fault: 'label-noise',
  fix: 'Look at the rows the network contradicts out of fold, and mend or drop their labels.',
  lesson: '10-data-quality',
  experiment: {
    try: 'train without the rows that a network trained on the other half contradicts',
    expect: 'validation loss ends lower',
  },
  look(s) {
    const probes = (s.run.probes ?? []).filter(({ epoch }) => epoch > 0);
    const rows = s.run.data.rows;
    // Blank rows are equal to each other and copies of nothing.
    const twins = (rows?.contradicting ?? 0) - (rows?.blank ?? 0);
    const areCopies =
      twins > COPIES && !s.binaryInput && ((s.run.data.features?.count ?? 0) >= MANY || !repeatsByNature(s));
    if (s.classes < 2 || probes.length === 0) return undefined;
    const best = probes.reduce((a, b) => (accuracyOf(b) > accuracyOf(a) ? b : a));
    const [onTrain, onNew] = [best.train.sureAccuracy ?? 1, best.validation?.sureAccuracy ?? 1];
    const learned = accuracyOf(best) > s.commonest + 0.12;
    const curve = s.validationLoss;
    const byHeart = (curve?.last ?? 0) > 1.07 * (curve?.least ?? 1);
    const noisy = learned && byHeart && onTrain < SURE.train && onNew < SURE.validation;
    const [seen, unseen] = [best.train.accuracy ?? 1, best.validation?.accuracy ?? 0];
    const doubt = Math.hypot(
      doubtOfShare(seen, best.train.rows),
      doubtOfShare(unseen, best.validation?.rows ?? 1),
    );
    const better = onTrain < SURE.train && unseen > BETTER.held && unseen - seen > BETTER.by + doubt;
    if (!noisy && !better && twins < 0.02) return undefined;
    return {
      signs: [
        better &&
          `after ${best.epoch} epochs ${percent(unseen)} of the validation rows are answered right, and only ${percent(seen)} of the training rows, beyond chance (${digits(doubt)})`,
        better &&
          `among the training rows ${percent(1 - onTrain)} of the surer half of the answers are contradicted`,
        better &&
          (s.trainAccuracy ?? 0) > seen + 0.1 &&
          `later training accuracy rose to ${percent(s.trainAccuracy!)}, and validation accuracy fell to ${percent(s.validationAccuracy ?? unseen)}: learned by heart`,
        noisy &&
          `after ${best.epoch} epochs, when validation accuracy is best (${percent(accuracyOf(best))}), the surer half of the answers is right in ${percent(onNew)} of the validation rows`,
        noisy && `and in ${percent(onTrain)} of the training rows`,
        twins > 0.02 && `${percent(twins)} of the rows equal an earlier one with another label`,
        areCopies &&
          `that is ${percent(twins / rows!.repeated)} of those that are repeated, and of ${s.run.data.features!.count} numbers none are equal by chance`,
        areCopies &&
          s.run.overlap !== undefined &&
          `of the validation rows ${percent(s.run.overlap.exact)} equal a training row, of the training rows ${percent(rows!.repeated)} an earlier one`,
        noisy && `validation loss then rose from ${digits(curve!.least)} to ${digits(curve!.last)}`,
        noisy &&
          (s.trainAccuracy ?? 0) > (s.validationAccuracy ?? 1) + 0.1 &&
          `while training accuracy rose to ${percent(s.trainAccuracy!)}: learned by heart`,
      ],
    };
  },
};

/** Where there are only so many combinations, new rows repeat known ones as often as those repeat each other. */
function repeatsByNature({ run }: Symptoms): boolean {
  const { overlap, data, validationData } = run;
  if (!overlap || !data.rows || (validationData?.samples ?? 0) < 30) return true;
  return overlap.exact > data.rows.repeated / 3;
}

function accuracyOf({ train, validation }: Probe): number {
  return validation?.accuracy ?? train.accuracy ?? 0;
}
