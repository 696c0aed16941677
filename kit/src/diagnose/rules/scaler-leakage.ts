import type { DataStatistics, FeatureStatistics, Summary } from '../../train/run';
import type { Rule } from '../finding';
import { digits, percent } from '../words';

const MEAN_OFF = 0.002;
const SD_OFF = 0.01;
const UNIT = 0.9;
/** With fewer features than this both ends may be nature's: it must do harm, too. */
const FEW = 5;
const WORSE = 0.3;
/** Of features scaled by the training rows alone none reaches its ends with the validation rows only; so many did. */
const PART = 0.1;
/** Deviations of evenly spaced values are as close as that, those of random ones a hundred times less so. */
const GRID_OFF = 1e-4;
/** Moments of all values together are rarely so close to 0 and 1 where the rows were not scaled by them. */
const WHOLE_OFF = 1e-4;

function standard({ meanOff, sdOff, count }: FeatureStatistics): boolean {
  // JSON carries NaN as null, which is smaller than anything.
  return count > 0 && Number.isFinite(meanOff) && meanOff < MEAN_OFF && sdOff < SD_OFF;
}

function measuredIn({ measured, count }: FeatureStatistics): number {
  return measured ?? count;
}

/** Whether all values together have mean 0 and deviation 1: scaled by one mean and one deviation, as images are. */
function standardAsWhole({ mean, sd }: Pick<Summary, 'mean' | 'sd'>): boolean {
  return Math.abs(mean) < WHOLE_OFF && Math.abs(sd - 1) < WHOLE_OFF;
}

function together(a: DataStatistics, b: DataStatistics): Pick<Summary, 'mean' | 'sd'> {
  const share = a.samples / (a.samples + b.samples);
  const square = ({ input: { mean, sd } }: DataStatistics) => mean ** 2 + sd ** 2;
  const mean = share * a.input.mean + (1 - share) * b.input.mean;
  return { mean, sd: Math.sqrt(share * square(a) + (1 - share) * square(b) - mean ** 2) };
}

/**
 * Whether the values of both parts are evenly spaced from 0 to 1, which has the deviation sqrt((n + 1) / (n - 1) /
 * 12).
 */
function areGrids(...parts: DataStatistics[]): boolean {
  return parts.every(
    ({ input, samples }) => Math.abs(input.sd - Math.sqrt((samples + 1) / (samples - 1) / 12)) < GRID_OFF,
  );
}

/** Whether each row was standardized by itself: all have the mean 0. */
function perRow({ rows, input }: DataStatistics): boolean {
  return (
    rows !== undefined &&
    rows.level.sd < 1e-3 * input.sd &&
    rows.contrast.sd < 1e-2 * rows.contrast.mean &&
    rows.medianContrast > 0
  );
}

/**
 * Symptom: validation rows were scaled by themselves.
 * Statistic: means and standard deviations of each feature: rows that a scaler was fitted on have exactly 0 and 1,
 * others miss by about 1 / sqrt(rows). Features of two values are left out where there are others.
 * Threshold 0.002 and 0.01, own derivation: float32 leaves 1e-5; of 30 to 1000 new rows the miss is 0.03 to 0.2.
 * A least of 0 and a greatest of 1, each in one or two rows of either part, where values are not evenly spaced: of fewer
 * than 5 features only where skill falls by 0.3.
 * The same of all values together, to 0.0001, where one mean and deviation scaled them all.
 */
export const scalerLeakage: Rule = {
  fault: 'scaler-leakage',
  fix: 'Fit the scaler on the training rows, once; transform validation, test and every later image with that one.',
  lesson: '06-scaler-leakage',
  experiment: {
    try: 'validation rows transformed with the scaler of the training rows',
    expect: 'validation accuracy moves to what new images get',
  },
  look(s) {
    const held = s.run.validationData;
    const trained = s.run.data;
    const pooled = s.run.overlap?.pooled;
    if (!held?.features || !trained.features || !pooled || trained.features.count === 0) return undefined;
    const [ownRows, rows] = [perRow(held), perRow(trained)];
    if (ownRows && !rows && standard(trained.features))
      return {
        certain: true,
        signs: [
          'each validation row has mean 0 by itself, training rows have not',
          `means of training rows spread ${digits(trained.rows!.level.sd)}, of validation rows ${digits(held.rows!.level.sd)}`,
        ],
      };
    if (ownRows) return undefined;
    if (standard(held.features))
      return {
        certain: true,
        signs: [
          `each feature of the validation rows has mean 0 (off by ${digits(held.features.meanOff)}) and deviation 1 (off by ${digits(held.features.sdOff)}): the scaler was fitted on them`,
        ],
      };
    if (standard(pooled) && !standard(trained.features))
      return {
        certain: true,
        signs: [
          `over training and validation rows together each feature has mean 0 (off by ${digits(pooled.meanOff)}), over training rows alone not (${digits(trained.features.meanOff)}): the scaler saw both`,
        ],
      };
    if (perRow(trained)) return undefined;
    if (standardAsWhole(held.input))
      return {
        certain: true,
        signs: [
          `the values of the validation rows have mean 0 and deviation 1 (off by ${digits(Math.abs(held.input.mean))} and ${digits(Math.abs(held.input.sd - 1))}): they were scaled by their own`,
        ],
      };
    const both = together(trained, held);
    if (standardAsWhole(both) && !standardAsWhole(trained.input))
      return {
        certain: true,
        signs: [
          `the values of training and validation rows together have mean 0 and deviation 1, those of training rows alone not (mean ${digits(trained.input.mean)}, deviation ${digits(trained.input.sd)}): the scaler saw both`,
        ],
      };
    if (measuredIn(pooled) >= FEW && pooled.unitRange > UNIT && trained.features.unitRange < UNIT - PART)
      return {
        certain: true,
        signs: [
          `over training and validation rows together ${percent(pooled.unitRange)} of the features reach exactly from 0 to 1, over training rows alone ${percent(trained.features.unitRange)}: the scaler saw both`,
        ],
      };
    const worse = s.trainSkill - (s.validationSkill ?? Number.NaN);
    if (
      held.features.unitRange > UNIT &&
      (measuredIn(held.features) >= FEW || (worse > WORSE && !areGrids(trained, held))) &&
      held.samples > 10 &&
      trained.features.unitRange > UNIT
    )
      return {
        certain: true,
        signs: [
          `${percent(held.features.unitRange)} of the features reach exactly from 0 to 1 over the validation rows as well as over the training rows: each part has a scaler of its own`,
          worse > WORSE &&
            `skill ${digits(s.trainSkill)} on training rows, ${digits(s.validationSkill!)} on validation rows`,
        ],
      };
    return undefined;
  },
};
