import type { DataStatistics, FeatureStatistics } from '../../train/run';
import type { Rule } from '../finding';
import { digits, percent } from '../words';

const MEAN_OFF = 0.002;
const SD_OFF = 0.01;
const UNIT = 0.9;

function standard({ meanOff, sdOff, count }: FeatureStatistics): boolean {
  return count > 0 && meanOff < MEAN_OFF && sdOff < SD_OFF;
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
 * others miss by about 1 / sqrt(rows).
 * Threshold 0.002 and 0.01, own derivation: float32 leaves 1e-5; of 30 to 1000 new rows the miss is 0.03 to 0.2.
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
    if (
      held.features.unitRange > UNIT &&
      held.features.count > 4 &&
      held.samples > 10 &&
      // They reach from 0 to 1 in every pixel by themselves.
      !s.binaryInput &&
      trained.features.unitRange > UNIT
    )
      return {
        certain: true,
        signs: [
          `${percent(held.features.unitRange)} of the features reach exactly from 0 to 1 over the validation rows as well as over the training rows`,
        ],
      };
    return undefined;
  },
};
