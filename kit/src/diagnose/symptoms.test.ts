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

test('of numbers, it is the share of the variance that is gone', () => {
  expect(skill('meanSquaredError', { sd: 0.5 })).toBeCloseTo(1 - 0.1 / 0.25, 10);
  // The mean distance from the mean of a normal distribution.
  expect(skill('meanAbsoluteError', { sd: 0.5 })).toBeCloseTo(
    1 - (0.1 / (0.5 * Math.sqrt(2 / Math.PI))) ** 2,
    10,
  );
  expect(skill('meanSquaredError', { sd: 0.1 })).toBe(0);
});

test('of several labels a row it is measured against their entropy', () => {
  expect(skill('binaryCrossentropy', { kind: 'one-hot', mean: 0.5 })).toBeCloseTo(1 - 0.1 / Math.LN2, 10);
});

test('of a loss whose least is unknown it is unknown', () => {
  expect(skill('huberLoss', { sd: 0.5 })).toBeNaN();
  // Percentages and logarithms are in another unit than the targets' deviation.
  expect(skill('meanAbsolutePercentageError', { sd: 0.5 })).toBeNaN();
  expect(skill('meanSquaredLogarithmicError', { sd: 0.5 })).toBeNaN();
});

test('whole numbers under a mean error are counts where nobody numbers classes so', () => {
  const classes = (labels: number[], activation = 'linear', loss = 'meanAbsoluteError') =>
    readSymptoms(
      healthyRun((run) => {
        run.data.classCounts = Object.fromEntries(labels.map((label) => [label, 20]));
        run.model.loss = loss;
        run.model.layers.at(-1)!.activation = activation;
      }),
    ).classes;
  const upTo = (n: number) => [...Array(n + 1).keys()];
  expect(classes(upTo(9))).toBe(10);
  expect(classes(upTo(20))).toBe(0);
  expect(classes([3, 4, 5, 6, 7, 8])).toBe(0);
  expect(classes([-1, 1])).toBe(2);
  expect(classes([0, 255])).toBe(2);
  expect(classes([1, 2, 3])).toBe(3);
  expect(classes(upTo(20), 'softplus', 'poisson')).toBe(0);
  expect(classes(upTo(20), 'linear', 'myLoss')).toBe(0);
  expect(classes(upTo(20), 'softplus', 'meanSquaredLogarithmicError')).toBe(0);
  // These take the logarithm: amounts, however few.
  expect(classes(upTo(5), 'softplus', 'poisson')).toBe(0);
  expect(classes(upTo(5), 'softplus', 'meanSquaredLogarithmicError')).toBe(0);
  expect(classes(upTo(5), 'softplus', 'meanSquaredError')).toBe(6);
  expect(classes(upTo(20), 'sigmoid')).toBe(21);
  expect(classes(upTo(20), 'linear', 'sparseCategoricalCrossentropy')).toBe(21);
});

test('ratings under a mean error, most of them in the middle, are no mere names', () => {
  const classes = (counts: number[]) =>
    readSymptoms(
      healthyRun((run) => {
        run.data.classCounts = Object.fromEntries(counts.map((count, i) => [i + 1, count]));
        run.model.loss = 'meanSquaredError';
        run.model.layers.at(-1)!.activation = 'linear';
      }),
    ).classes;
  expect(classes([20, 90, 180, 90, 20])).toBe(0);
  expect(classes([20, 180, 60, 90, 20])).toBe(5);
  expect(classes([90, 100, 110, 100, 90])).toBe(5);
  expect(classes([20, 180, 20])).toBe(3);
});

test('a loss breaks by itself where inputs and targets are finite, and by them where they are not', () => {
  const breaks = (change: (run: TrainingRun) => void) =>
    readSymptoms(
      healthyRun((run) => {
        run.history.loss!.fill(Number.NaN, 3);
        change(run);
      }),
    ).breaks;
  expect(breaks(() => undefined)).toBe(true);
  expect(breaks(({ data }) => (data.rows!.notFinite = 1))).toBe(false);
  expect(breaks(({ data }) => (data.targets!.mean = Number.NaN))).toBe(false);
  expect(readSymptoms(healthyRun()).breaks).toBe(false);
});
