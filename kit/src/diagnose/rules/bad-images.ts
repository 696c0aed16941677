import type { Rule } from '../finding';
import { digits, percent } from '../words';

const BLANK = 0.1;
const WASHED = 0.15;

/**
 * Symptom: there is nothing to be seen in the rows.
 * Statistics: share of blank rows; contrast within a row next to the spread of all values; values that are no
 * numbers.
 * Threshold: 10 % blank; contrast below 0.15 (own calibration: the course's data sets have 0.5 to 1; washed out by
 * 0.06: 0.1).
 */
export const badImages: Rule = {
  fault: 'bad-images',
  fix: 'Look at the images: drop those that are blank, fill or drop values that are no numbers; standardize each one by itself where contrast is low.',
  lesson: '10-data-quality',
  experiment: {
    try: 'the same training on perImageStandardization(x), blank rows dropped',
    expect: 'the loss falls below that of a constant answer',
  },
  look(s) {
    const { rows, input, inputShape } = s.run.data;
    if (!rows) return undefined;
    if (rows.notFinite > 0)
      return { certain: true, signs: [`${rows.notFinite} rows have values that are no finite numbers`] };
    const isImage = inputShape.length >= 2;
    const contrast = rows.medianContrast / input.sd;
    const washed = isImage && contrast < WASHED && s.trainSkill < 0.85;
    if (!isImage || (rows.blank < BLANK && !washed)) return undefined;
    return {
      signs: [
        rows.blank >= BLANK && `${percent(rows.blank)} of the images are blank`,
        rows.blank >= 2 * BLANK &&
          `of ${s.run.data.samples} images only ${Math.round(s.run.data.samples * (1 - rows.blank))} show something`,
        washed && `the median image has ${percent(contrast)} of the spread of all values: washed out`,
        washed &&
          `contrast ${digits(rows.medianContrast)}, while means of images spread by ${digits(rows.level.sd)}`,
        s.trainSkill < 0.85 && `skill on training rows ${digits(s.trainSkill)}`,
      ],
    };
  },
};
