import type { Rule } from '../finding';
import { digits, percent } from '../words';

/** Jump of the validation loss from one epoch to the next that is worth a lower rate, in losses of a constant answer. */
const LEAST = 0.04;

/**
 * Symptom: the network has learned, and the loss bounces instead of settling.
 * Statistic: rises and range of training and validation loss in the second half, at a constant rate.
 * Threshold: a quarter of the steps rise by over 3 %, range over 0.3 of the median, own calibration: twins with
 * ReduceLROnPlateau stay below both; and a median jump over 0.04 of the loss at chance level: of the tuned half, runs
 * that it harms have 0.05 or more, others 0.03 or less. One spike makes a range, and no median.
 */
export const lrPlateau: Rule = {
  fault: 'lr-plateau',
  fix: 'Lower the rate when the loss stalls: callbacks: [new ReduceLROnPlateau({ factor: 0.1, patience: 3 })].',
  lesson: '07-learning-rate-plateaus',
  experiment: {
    try: 'the same training with ReduceLROnPlateau',
    expect: 'the last epochs are calm, and lower',
    change: { kind: 'rate', times: 0.1 },
  },
  look(s) {
    const curve = s.validationLoss;
    const rates = s.run.rates.filter(Number.isFinite);
    if (!curve || s.run.epochs < 10 || s.loss.breaks || curve.breaks) return undefined;
    if (rates.length === 0 || Math.min(...rates) < 0.7 * Math.max(...rates)) return undefined;
    const large = s.rate >= (s.adaptive ? 0.02 : 0.05);
    if (!large || !(s.trainSkill > 0.25)) return undefined;
    const restless = s.loss.lateRises >= 0.25 && s.loss.lateRange > 0.3;
    const restlessNew = curve.lateRises >= 0.25 && curve.lateRange > 0.3;
    const least = LEAST * (s.chanceLoss ?? 0);
    if (!(restless && restlessNew && curve.lateJump >= least)) return undefined;
    return {
      signs: [
        `the rate stayed at ${digits(s.rate)}`,
        `in the second half the training loss rises in ${percent(s.loss.lateRises)} of the steps, over a range of ${percent(s.loss.lateRange)} of its median`,
        `the validation loss rises in ${percent(curve.lateRises)} of the steps, over a range of ${percent(curve.lateRange)}`,
        curve.last > 1.1 * curve.least &&
          `it ends at ${digits(curve.last)}, its least was ${digits(curve.least)}`,
      ],
    };
  },
};
