import type { FeatureStatistics } from '../../train/run';
import { endWith, evidenceOf } from './healthy-run.fixture';
import { scalerLeakage } from './scaler-leakage';

const fitted = (meanOff: number, sdOff: number): Partial<FeatureStatistics> => ({ meanOff, sdOff });
const with_ = (parts: {
  train?: Partial<FeatureStatistics>;
  held?: Partial<FeatureStatistics>;
  pooled?: Partial<FeatureStatistics>;
}) =>
  evidenceOf(scalerLeakage, (run) => {
    Object.assign(run.data.features!, parts.train);
    Object.assign(run.validationData!.features!, parts.held);
    Object.assign(run.overlap!.pooled, parts.pooled);
  });

test('validation features with mean 0 to 0.002 and deviation 1 to 0.01: a scaler was fitted on them', () => {
  expect(with_({ held: fitted(0.0019, 0.009) })).toContain('the scaler was fitted on them');
  expect(with_({ held: fitted(0.0021, 0.009) })).toBeUndefined();
  expect(with_({ held: fitted(0.0019, 0.011) })).toBeUndefined();
});

test('both parts together so, and training rows alone not: the scaler saw both', () => {
  expect(with_({ pooled: fitted(1e-5, 1e-5), train: fitted(0.05, 0.04) })).toContain('the scaler saw both');
  expect(with_({ pooled: fitted(0.01, 0.01), train: fitted(1e-5, 1e-5) })).toBeUndefined();
});

test('features that all reach exactly from 0 to 1 in both parts', () => {
  expect(with_({ train: { unitRange: 1 }, held: { unitRange: 0.91 } })).toContain(
    'reach exactly from 0 to 1',
  );
  expect(with_({ train: { unitRange: 1 }, held: { unitRange: 0.89 } })).toBeUndefined();
});

test('rows standardized one by one, in the validation part alone', () => {
  const perRow = (both: boolean) =>
    evidenceOf(scalerLeakage, (run) => {
      Object.assign(run.data.features!, fitted(1e-5, 1e-5));
      for (const part of both ? [run.data, run.validationData!] : [run.validationData!]) {
        part.rows!.level.sd = 0;
        part.rows!.contrast.sd = 0;
      }
    });
  expect(perRow(false)).toContain('each validation row has mean 0 by itself');
  expect(perRow(true)).toBeUndefined();
});

test('values that were scaled by one mean and one deviation, those of their own part or of both', () => {
  const wholes = (train: [number, number], held: [number, number]) =>
    evidenceOf(scalerLeakage, (run) => {
      [run.data, run.validationData!].forEach((part, i) => {
        const [mean, sd] = [train, held][i]!;
        part.input = { min: -3, max: 3, mean, sd };
      });
    });
  expect(wholes([0, 1], [1e-6, 1])).toContain('they were scaled by their own');
  expect(wholes([0, 1], [2e-4, 1])).toBeUndefined();
  // Two thirds of the rows at -0.1, one third at 0.2: 0 and 1 together.
  const sd = Math.sqrt(1 - (2 * 0.1 ** 2 + 0.2 ** 2) / 3);
  expect(wholes([-0.1, sd], [0.2, sd])).toContain('the scaler saw both');
  expect(wholes([-0.1, sd], [0.21, sd])).toBeUndefined();
});

test.each([1, 2])('%d feature(s) reach from 0 to 1 by nature, unless validation fails', (count) => {
  const held = (accuracy: number, sd = 0.3) =>
    evidenceOf(scalerLeakage, (run) => {
      for (const part of [run.data, run.validationData!]) {
        Object.assign(part.features!, { count, unitRange: 1 });
        part.input.sd = sd;
      }
      endWith(run, 0.97, accuracy);
    });
  expect(held(0.95)).toBeUndefined();
  expect(held(0.6)).toContain('each part has a scaler of its own');
  // Of 400 and of 200 numbers, evenly spaced from 0 to 1: 0.2894 and 0.2901.
  expect(held(0.6, 0.2894)).toContain('each part has a scaler of its own');
});

test('numbers evenly spaced from 0 to 1 in both parts, as linspace makes them, were scaled by nobody', () => {
  const spaced = (off: number) =>
    evidenceOf(scalerLeakage, (run) => {
      for (const part of [run.data, run.validationData!]) {
        Object.assign(part.features!, { count: 1, unitRange: 1 });
        part.input.sd = Math.sqrt((part.samples + 1) / (part.samples - 1) / 12) + off;
      }
      endWith(run, 0.97, 0.6);
    });
  expect(spaced(0)).toBeUndefined();
  expect(spaced(0.001)).toContain('each part has a scaler of its own');
});

test('means that are no numbers, null in JSON, are none near 0', () => {
  expect(with_({ held: JSON.parse('{"meanOff":null,"sdOff":null}') })).toBeUndefined();
});

test('ends of 0 and 1 that only both parts together reach: the least and the most of all were taken', () => {
  const reach = (train: number, pooled: number, count = 8) =>
    with_({ train: { unitRange: train, count }, pooled: { unitRange: pooled, count } });
  expect(reach(0.625, 1)).toContain(
    'over training and validation rows together 100 % of the features reach exactly from 0 to 1, over training rows alone 62.5 %',
  );
  expect(reach(0.81, 1)).toBeUndefined();
  expect(reach(0.625, 0.875)).toBeUndefined();
  expect(reach(0.5, 1, 4)).toBeUndefined();
});
