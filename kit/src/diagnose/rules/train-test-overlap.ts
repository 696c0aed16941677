import type { Rule } from '../finding';
import { percent } from '../words';

const EXACT = 0.03;
const NEAR = 0.15;
/** With few features equal rows happen by chance. */
const FEW_FEATURES = 0.4;

/**
 * Symptom: validation rows are training rows. Statistic: share of validation rows with the bits of a training row, and of those that lie
 * closer to one than a seventh of the usual distance. Threshold: 3 % and 15 %; no clean set of the course has any.
 */
export const trainTestOverlap: Rule = {
  fault: 'train-test-overlap',
  fix: 'Split first, then copy, resample or augment the training part alone; drop duplicates before the split.',
  lesson: '03-resampling',
  experiment: {
    try: 'validation on rows of which no copy was trained on',
    expect: 'validation accuracy drops',
  },
  look(s) {
    const { overlap } = s.run;
    if (!overlap) return undefined;
    const least = overlap.pooled.count < 16 ? FEW_FEATURES : EXACT;
    // Blank rows are equal to each other and copies of nothing.
    const blank = s.run.validationData?.rows?.blank ?? 0;
    const [exact, near] = [overlap.exact - blank, overlap.near - blank];
    if (exact < least && near < NEAR) return undefined;
    return {
      certain: exact >= 0.1 || near >= 0.3,
      signs: [
        exact > 0 && `${percent(exact)} of the validation rows are training rows, bit by bit`,
        near > exact && `${percent(near)} lie very close to one`,
        s.run.data.rows !== undefined &&
          s.run.data.rows.repeated > 0.02 &&
          `${percent(s.run.data.rows.repeated)} of the training rows are repeated`,
        s.validationAccuracy !== undefined &&
          `validation accuracy ${percent(s.validationAccuracy)} is no measure of new rows`,
      ],
    };
  },
};
