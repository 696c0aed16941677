import type { DerivedRows, TrainingRun } from '../../train/run';
import { endExplaining, evidenceOf } from './healthy-run.fixture';
import { trainTestOverlap } from './train-test-overlap';

const overlaps = (exact: number, near = 0, features = 64) =>
  evidenceOf(trainTestOverlap, ({ overlap }) => {
    Object.assign(overlap!, { exact, near });
    overlap!.pooled.count = features;
  });

test('3 % of the validation rows are training rows bit by bit, or 15 % lie very close to one', () => {
  expect(overlaps(0.04)).toContain('4 % of the validation rows are training rows, bit by bit');
  expect(overlaps(0.02)).toBeUndefined();
  expect(overlaps(0, 0.16)).toContain('16 % lie very close to a training row');
  expect(overlaps(0, 0.14)).toBeUndefined();
});

test('with fewer than 16 features equal rows happen by chance: 40 % then', () => {
  expect(overlaps(0.39, 0, 15)).toBeUndefined();
  expect(overlaps(0.41, 0, 15)).toBeDefined();
  expect(overlaps(0.39, 0, 16)).toBeDefined();
});

test('of few categories there are few combinations, which repeat each other by chance, known ones and new ones', () => {
  const categories = (repeated: number, sd: number) =>
    evidenceOf(trainTestOverlap, (run) => {
      Object.assign(run.overlap!, { exact: 0.9 });
      run.overlap!.pooled.count = 8;
      Object.assign(run.data.input, { mean: 0.4, sd });
      run.data.rows!.repeated = repeated;
    });
  const ofZeroOrOne = Math.sqrt(0.4 * 0.6);
  expect(categories(0.85, ofZeroOrOne)).toBeUndefined();
  // Each combination 1.16 times on average: 1 - exp(-1.16) are known.
  expect(categories(0.4, ofZeroOrOne)).toBeDefined();
  expect(categories(0.85, 0.3)).toBeDefined();
});

test('pictures of 0 and 1 from a stock of patterns repeat each other; more new ones than chance gives are copies', () => {
  const pictures = (repeated: number, exact: number) =>
    evidenceOf(trainTestOverlap, (run) => {
      run.overlap!.exact = exact;
      Object.assign(run.data.input, { mean: 0.1, sd: 0.3 });
      run.data.rows!.repeated = repeated;
    });
  // Each pattern three times on average: 1 - (1 - exp(-3)) / 3 are repeated, 1 - exp(-3) known, ± 0.022 of 100.
  expect(pictures(0.6833, 0.98)).toBeUndefined();
  expect(pictures(0.6833, 0.995)).toBeDefined();
  expect(pictures(0.59, 0.6)).toBeDefined();
});

test('so it is with categories that are numbered, where equal rows have different targets, as copies have not', () => {
  const numbered = (contradicting: number, repeated = 0.85) =>
    evidenceOf(trainTestOverlap, (run) => {
      Object.assign(run.overlap!, { exact: 0.9 });
      run.overlap!.pooled.count = 3;
      Object.assign(run.data.rows!, { repeated, contradicting });
    });
  expect(numbered(0.09)).toBeUndefined();
  expect(numbered(0.08)).toBeDefined();
  expect(numbered(0.09, 0.4)).toBeDefined();
});

test('rows that are alike by nature lie as close within the training part, and come in no tight groups', () => {
  const alike = (nearWithin: number, nearInGroups: number) =>
    evidenceOf(trainTestOverlap, ({ overlap }) => {
      Object.assign(overlap!, { near: 0.9, nearWithin, nearInGroups });
    });
  expect(alike(0.76, 0.59)).toBeUndefined();
  expect(alike(0.74, 0.59)).toBeDefined();
  expect(alike(0.9, 0.61)).toBeDefined();
});

test('blank rows are equal to each other, and copies of nothing', () => {
  const blank = (share: number) =>
    evidenceOf(trainTestOverlap, (run) => {
      Object.assign(run.overlap!, { exact: 0.7, near: 0.7 });
      run.validationData!.rows!.blank = share;
    });
  expect(blank(0.7)).toBeUndefined();
  expect(blank(0.6)).toContain('10 % of the validation rows are training rows');
});

const derived = (shares: Partial<DerivedRows>, change: (run: TrainingRun) => void = () => {}) =>
  evidenceOf(trainTestOverlap, (run) => {
    run.overlap!.derived = { mirrored: 0, windows: 0, between: 0, ...shares };
    change(run);
  });

test('mirror images of training rows, and points between two of them, are no new rows: 6 % are too many', () => {
  expect(derived({ mirrored: 0.07 })).toContain('7 % are mirror images of a training row');
  expect(derived({ between: 0.07 })).toContain('7 % lie on the line between two training rows');
  expect(derived({ mirrored: 0.05, between: 0.05 })).toBeUndefined();
});

test('images of which there are only so many are equal to others, and to others turned', () => {
  const finite = (mirrored: number) =>
    derived({ mirrored }, ({ overlap }) => Object.assign(overlap!, { exact: 0.02 }));
  expect(finite(0.09)).toBeUndefined();
  expect(finite(0.11)).toBeDefined();
});

test('half of the windows of a series that share values with one of training are too many', () => {
  expect(derived({ windows: 0.51 })).toContain('51 % are windows');
  expect(derived({ windows: 0.49 })).toBeUndefined();
});

test('where windows tell what comes next there is no accuracy, and the loss is no measure', () => {
  expect(derived({ windows: 1 }, (run) => endExplaining(run, 0.9, 0.8))).toContain(
    'no measure of what comes next',
  );
});

test('without validation rows there is nothing to compare', () => {
  expect(evidenceOf(trainTestOverlap, (run) => delete run.overlap)).toBeUndefined();
});
