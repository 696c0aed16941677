import type { OverlapStatistics } from '../../train/run';
import type { Rule } from '../finding';
import { percent } from '../words';

const EXACT = 0.03;
const NEAR = 0.15;
const GROUPS = 0.6;
/** With fewer features than this equal rows happen by chance. */
const FEW = 16;
const FEW_FEATURES = 0.4;
/** Of rows that are repeated, so many have another target: a copy has the same. */
const NO_COPIES = 0.1;
/** Rows of many features of 0 or 1 of which more are repeated are from a stock of patterns: copies are made of some. */
const STOCK = 0.6;
/** Of a sample of 64 rows, more than chance gives three of. */
const DERIVED = 0.06;
/** A split in time leaves a few windows on both sides of it that share values. */
const WINDOWS = 0.5;

/**
 * Share of so many new rows that are known, of rows drawn from a stock of patterns, and two standard errors more: where
 * each pattern was drawn `times` on average, 1 - exp(-times) of them are known, and of the known rows that share over
 * `times` are the first of their pattern.
 */
function knownOf(repeated: number, rows: number): number {
  let times = 1;
  // Grows towards the solution, or falls to 0 where next to none are repeated.
  for (let i = 0; i < 50; i++) times = (1 - Math.exp(-times)) / (1 - repeated);
  const known = 1 - Math.exp(-times);
  return known + 2 * Math.sqrt((known * (1 - known)) / rows);
}

/** Shares of validation rows that were made of training rows, where they are more than chance gives. */
function derivedShares({ derived, exact }: OverlapStatistics) {
  const { mirrored = 0, windows = 0, between = 0 } = derived ?? {};
  return {
    // Images without noise are equal to others, and to others turned, as often.
    mirrored: mirrored >= DERIVED + 2 * exact ? mirrored : 0,
    windows: windows >= WINDOWS ? windows : 0,
    between: between >= DERIVED ? between : 0,
  };
}

/**
 * Symptom: validation rows are training rows, or were made of the same rows as those.
 * Statistic: share of validation rows with the bits of a training row, and of those that lie closer to one than a
 * seventh of the usual distance, less what training rows have among themselves, unless they come in tight groups.
 * Threshold: 3 % and 15 % (own calibration: no clean set of the course has any); groups 60 %: curves that one
 * number tells apart have 33 to 47 %. Rows of few features are no copies where inputs are 0 or 1 alone, or where a tenth
 * of those that are repeated have another target, and no more new rows are known than of a stock of patterns: derived.
 * Mirrored images and points between two training rows 6 %: clean sets have none; windows of a series half.
 */
export const trainTestOverlap: Rule = {
  fault: 'train-test-overlap',
  fix: 'Split first, then copy, resample or augment the training part alone; drop duplicates before the split, and cut a series before it is cut into windows.',
  lesson: '03-resampling',
  experiment: {
    try: 'validation on rows of which no copy was trained on',
    expect: 'validation accuracy drops',
  },
  look(s) {
    const { overlap } = s.run;
    if (!overlap) return undefined;
    const least = overlap.pooled.count < FEW ? FEW_FEATURES : EXACT;
    // Blank rows are equal to each other and copies of nothing.
    const blank = s.run.validationData?.rows?.blank ?? 0;
    const exact = overlap.exact - blank;
    // Where training rows lie as close to each other, rows are alike by nature, unless they come in tight groups.
    const byNature = (overlap.nearInGroups ?? 1) < GROUPS ? (overlap.nearWithin ?? 0) : 0;
    const near = overlap.near - blank - byNature;
    const { mirrored, windows, between } = derivedShares(overlap);
    const isDerived = mirrored + windows + between > 0;
    if (exact < least && near < NEAR && !isDerived) return undefined;
    const repeated = s.run.data.rows?.repeated ?? 0;
    const areCategories = s.binaryInput || (s.run.data.rows?.contradicting ?? 0) > NO_COPIES * repeated;
    // There are only so many combinations, which repeat each other by chance.
    const isStock = overlap.pooled.count < FEW ? areCategories : s.binaryInput && repeated > STOCK;
    if (isStock && exact < knownOf(repeated, s.run.validationData!.samples) && !isDerived) return undefined;
    return {
      certain: exact >= 0.1 || near >= 0.3 || mirrored > 0 || between > 0,
      signs: [
        exact > 0 && `${percent(exact)} of the validation rows are training rows, bit by bit`,
        near > exact && `${percent(near)} lie very close to a training row`,
        mirrored > 0 && `${percent(mirrored)} are mirror images of a training row`,
        windows > 0 &&
          `${percent(windows)} are windows of which a training row has half, or more, at another place`,
        windows > 0 &&
          s.validationAccuracy === undefined &&
          'the targets of the validation rows stand in training rows, so their loss is no measure of what comes next',
        between > 0 && `${percent(between)} lie on the line between two training rows, as points of SMOTE do`,
        repeated > 0.02 && `${percent(repeated)} of the training rows are repeated`,
        s.validationAccuracy !== undefined &&
          `validation accuracy ${percent(s.validationAccuracy)} is no measure of new rows`,
      ],
    };
  },
};
