import type { Rule } from '../finding';
import { digits, percent } from '../words';

const SMALL = 4;
const DISAGREES = 0.15;
/**
 * Little skill may be all that the rows allow; what small batches do to it shows: nothing is learned, or undone from
 * epoch to epoch, in losses of a constant answer.
 */
const HARM = { skill: 0.1, jump: 0.04, rises: 0.25 };

/**
 * Symptom: each update follows one or two rows, and what they teach is undone.
 * Statistic: rows a batch, skill, restlessness of the loss, batch normalization.
 * Threshold 4 rows: below it a batch's mean and deviation say little (Ioffe and Szegedy, 2015); accuracy in training
 * and on the same rows afterwards 0.15 apart (own choice). Skill below 0.1, or a validation loss that jumps by 0.04 of that
 * of a constant answer, as of lr-plateau: own calibration; runs that end where noise ends them jump by 0.02 or less. Rates
 * beyond the usual are lr-too-high.
 */
export const batchSizeTooSmall: Rule = {
  fault: 'batch-size-too-small',
  fix: 'Take batches of 16 to 64, or a rate that is as many times lower as the batch is smaller.',
  lesson: '11-capacity-and-batch-size',
  experiment: {
    try: 'the same training with batches of 16',
    expect: 'the loss falls smoothly',
    change: { kind: 'batch', size: 16 },
  },
  look(s) {
    if (s.run.batchSize > SMALL || s.run.data.samples < 20 * s.run.batchSize) return undefined;
    const normalized = s.run.model.layers.some(({ kind }) => kind === 'BatchNormalization');
    const drops = s.run.model.layers.some(({ kind }) => /Dropout|Noise/.test(kind));
    const [alone, asOne] = [s.run.history.acc?.at(-1) ?? Number.NaN, s.train?.accuracy ?? Number.NaN];
    // In training it takes the batch's moments, afterwards those of all rows: they disagree where a batch says little.
    const disagrees = normalized && !drops && s.classes > 1 && asOne - alone > DISAGREES;
    const unlike = normalized && (disagrees || (s.trainSkill > 0.8 && (s.validationSkill ?? 1) < 0.5));
    const curve = s.validationLoss;
    const jump = (curve?.lateJump ?? 0) / (s.chanceLoss ?? Number.POSITIVE_INFINITY);
    const undone = jump > HARM.jump && curve!.lateRises >= HARM.rises;
    const poor = s.trainSkill < (normalized ? 0.8 : 0.6) && (undone || s.trainSkill < HARM.skill);
    const usual = s.rate <= s.usualRate && s.rate >= (s.adaptive ? 1e-3 : 5e-3);
    if (!usual || !(poor || unlike || s.breaks)) return undefined;
    return {
      signs: [
        `${s.run.batchSize} row(s) a batch`,
        `${s.updates} updates, skill ${digits(s.trainSkill)}`,
        `the rate, ${digits(s.rate)}, would be usual for batches of 32`,
        normalized && `batch normalization takes mean and deviation of ${s.run.batchSize} row(s)`,
        disagrees &&
          `accuracy ${percent(alone)} while a batch is normalized by itself, ${percent(asOne)} on the same rows by the moments of all`,
        undone &&
          `the validation loss jumps by ${percent(jump)} of the loss of a constant answer from epoch to epoch`,
        s.loss.last > 0.9 * s.loss.first &&
          `the loss went from ${digits(s.loss.first)} to ${digits(s.loss.last)}`,
      ],
    };
  },
};
