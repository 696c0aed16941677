import type { FeatureStatistics } from '../../train/run';
import { evidenceOf } from './healthy-run.fixture';
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

test('drawings in black and white do so by themselves', () => {
  expect(
    evidenceOf(scalerLeakage, (run) => {
      for (const part of [run.data, run.validationData!]) {
        part.features!.unitRange = 1;
        part.input = { min: 0, max: 1, mean: 0.5, sd: 0.5 };
      }
    }),
  ).toBeUndefined();
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
