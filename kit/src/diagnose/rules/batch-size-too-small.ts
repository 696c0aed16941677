import type { Rule } from '../finding';
import { digits, percent } from '../words';

const SMALL = 4;
const DISAGREES = 0.15;

/**
 * Symptom: each update follows one or two rows, and what they teach is undone.
 * Statistic: rows a batch, skill, restlessness of the loss, batch normalization.
 * Threshold 4 rows: below it a batch's mean and deviation say little (Ioffe and Szegedy, 2015); accuracy in training
 * and on the same rows afterwards 0.15 apart (own choice). Rates beyond the usual are lr-too-high.
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
    const gap = normalized && (disagrees || s.trainSkill < 0.8 || (s.validationSkill ?? 1) < 0.5);
    const poor = s.trainSkill < 0.6 || s.breaks;
    const usual = s.rate <= s.usualRate && s.rate >= (s.adaptive ? 1e-3 : 5e-3);
    if (!usual || !(poor || gap)) return undefined;
    return {
      signs: [
        `${s.run.batchSize} row(s) a batch`,
        `${s.updates} updates, skill ${digits(s.trainSkill)}`,
        `the rate, ${digits(s.rate)}, would be usual for batches of 32`,
        normalized && `batch normalization takes mean and deviation of ${s.run.batchSize} row(s)`,
        disagrees &&
          `accuracy ${percent(alone)} while a batch is normalized by itself, ${percent(asOne)} on the same rows by the moments of all`,
        s.loss.last > 0.9 * s.loss.first &&
          `the loss went from ${digits(s.loss.first)} to ${digits(s.loss.last)}`,
      ],
    };
  },
};
