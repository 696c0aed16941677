import type { DataStatistics } from '../../train/run';
import type { Rule } from '../finding';
import { digits, percent } from '../words';
import { LARGE as RAW } from './unnormalized-input';

const BLANK = 0.1;
const WASHED = 0.15;
/** Contrast next to the level that is the same in all images. */
const FAINT = 0.03;

/** What is no finite number in one part of the rows. */
function missing(part: DataStatistics | undefined, name: string): string[] {
  if (!part?.rows) return [];
  const { rows, targets, samples } = part;
  const found: string[] = [];
  if (rows.notFinite > 0)
    found.push(`${name} rows with values that are no finite numbers: ${rows.notFinite} of ${samples}`);
  if (rows.notFinite === samples)
    found.push('that is all of them: a whole column, as of 0 / 0 where a column never changes');
  // JSON carries a mean that is no number as null.
  if (targets && !Number.isFinite(targets.mean))
    found.push(
      `${name} targets that are no finite numbers: ${targets.notFinite ?? 'some'} of ${samples * targets.width}`,
    );
  return found;
}

/**
 * Symptom: there is nothing to be seen in the rows.
 * Statistics: share of blank rows; contrast within a row next to the spread of all values; inputs and targets
 * that are no numbers.
 * Threshold: 10 % blank; contrast below 0.15 (own calibration: the course's data sets have 0.5 to 1; washed out by
 * 0.06: 0.1); below 0.03 of the level (own choice: the course's have 0.2 or more).
 */
export const badImages: Rule = {
  fault: 'bad-images',
  fix: 'Look at the images: drop those that are blank, fill or drop values and targets that are no numbers (NaN, 0 / 0, log of 0); standardize each one by itself where contrast is low.',
  lesson: '10-data-quality',
  experiment: {
    try: 'the same training on perImageStandardization(x), blank rows dropped',
    expect: 'the loss falls below that of a constant answer',
  },
  look(s) {
    const { rows, input, inputShape } = s.run.data;
    if (!rows) return undefined;
    const signs = [...missing(s.run.data, 'training'), ...missing(s.run.validationData, 'validation')];
    if (signs.length > 0) return { certain: true, signs };
    const isImage = inputShape.length >= 2;
    const contrast = rows.medianContrast / input.sd;
    const poor = isImage && s.trainSkill < 0.85;
    // Larger values are raw: to scale them takes the level away, too.
    const isScaled = Math.max(Math.abs(input.min), Math.abs(input.max)) <= RAW;
    const faint = poor && isScaled && rows.medianContrast < FAINT * Math.abs(input.mean);
    const washed = poor && (contrast < WASHED || faint);
    if (!isImage || (rows.blank < BLANK && !washed)) return undefined;
    return {
      signs: [
        rows.blank >= BLANK && `${percent(rows.blank)} of the images are blank`,
        rows.blank >= 2 * BLANK &&
          `of ${s.run.data.samples} images only ${Math.round(s.run.data.samples * (1 - rows.blank))} show something`,
        washed &&
          !faint &&
          `the median image has ${percent(contrast)} of the spread of all values: washed out`,
        faint &&
          `the contrast of the median image is ${percent(rows.medianContrast / Math.abs(input.mean))} of the level, ${digits(input.mean)}: washed out`,
        washed &&
          `contrast ${digits(rows.medianContrast)}, while means of images spread by ${digits(rows.level.sd)}`,
        s.trainSkill < 0.85 && `skill on training rows ${digits(s.trainSkill)}`,
      ],
    };
  },
};
