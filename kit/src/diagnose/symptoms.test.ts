import type { TrainingRun } from '../train/run';
import { healthyRun } from './rules/healthy-run.fixture';
import { readSymptoms } from './symptoms';

/** Skill of a run that ends at a loss of 0.1, on targets that are no classes. */
function skill(loss: string, targets: Partial<TrainingRun['data']['targets']>) {
  return readSymptoms(
    healthyRun((run) => {
      delete run.data.classCounts;
      run.model.loss = loss;
      Object.assign(run.data.targets!, { kind: 'values', ...targets });
    }),
  ).trainSkill;
}

test('of classes, skill is mean recall above chance', () => {
  expect(readSymptoms(healthyRun()).trainSkill).toBeCloseTo(2 * 0.97 - 1, 10);
});

test('of numbers, it is the share of the loss of the best constant answer that is gone', () => {
  expect(skill('meanSquaredError', { sd: 0.5 })).toBeCloseTo(1 - 0.1 / 0.25, 10);
  // The mean distance from the mean of a normal distribution.
  expect(skill('meanAbsoluteError', { sd: 0.5 })).toBeCloseTo(1 - 0.1 / (0.5 * Math.sqrt(2 / Math.PI)), 10);
  expect(skill('meanSquaredError', { sd: 0.1 })).toBe(0);
});

test('of several labels a row it is measured against their entropy', () => {
  expect(skill('binaryCrossentropy', { kind: 'one-hot', mean: 0.5 })).toBeCloseTo(1 - 0.1 / Math.LN2, 10);
});

test('of a loss whose least is unknown it is unknown', () => {
  expect(skill('huberLoss', { sd: 0.5 })).toBeNaN();
});
