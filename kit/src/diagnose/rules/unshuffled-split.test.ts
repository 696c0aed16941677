import type { TrainingRun } from '../../train/run';
import { endExplaining, evidenceOf } from './healthy-run.fixture';
import { unshuffledSplit } from './unshuffled-split';

const counts = (train: Record<string, number>, held: Record<string, number>) => (run: TrainingRun) => {
  run.data.classCounts = train;
  run.validationData!.classCounts = held;
};

test('a class that only the validation rows have', () => {
  expect(evidenceOf(unshuffledSplit, counts({ 0: 200, 1: 200 }, { 2: 200 }))).toContain(
    'class 2 is in the validation rows alone',
  );
});

test('a class that is missing among the validation rows, and shares that differ beyond chance', () => {
  expect(evidenceOf(unshuffledSplit, counts({ 0: 250, 1: 150 }, { 0: 200 }))).toContain(
    'class 1 is missing among the validation rows',
  );
});

test('shares that differ by chance, or on purpose while all classes are there, are none', () => {
  expect(evidenceOf(unshuffledSplit, counts({ 0: 200, 1: 200 }, { 0: 112, 1: 88 }))).toBeUndefined();
  expect(evidenceOf(unshuffledSplit, counts({ 0: 360, 1: 40 }, { 0: 100, 1: 100 }))).toBeUndefined();
});

test('fewer of the common class were taken for training, one class after the other: the split is none of these', () => {
  const undersampled = (held: Record<string, number>) =>
    evidenceOf(unshuffledSplit, (run) => {
      counts({ 0: 200, 1: 200 }, held)(run);
      Object.assign(run.data.targets!, { neighboursAlike: 0.99 });
    });
  expect(undersampled({ 0: 180, 1: 20 })).toBeUndefined();
  expect(undersampled({ 0: 200 })).toContain('training rows are sorted by class');
});

test('sorted rows with shuffle off, where little is learned', () => {
  const sorted = (neighboursAlike: number, shuffle: boolean) =>
    evidenceOf(unshuffledSplit, (run) => {
      Object.assign(run.data.targets!, { neighboursAlike });
      run.asked!.shuffle = shuffle;
      Object.assign(run.probes!.at(-1)!.train, { recall: { 0: 0, 1: 1 } });
    });
  expect(sorted(0.99, false)).toContain('shuffle is off');
  expect(sorted(0.89, false)).toBeUndefined();
  expect(sorted(0.99, true)).toBeUndefined();
});

/** Targets of training rows are 0 ± 1. */
const numbers = (mean: number, sd: number, held: number) =>
  evidenceOf(unshuffledSplit, (run) => {
    endExplaining(run, 0.97, held);
    Object.assign(run.validationData!.targets!, { mean, sd });
    // What is explained is measured against the spread of the rows themselves.
    run.probes!.at(-1)!.validation!.loss *= sd ** 2;
  });

test('numbers of which validation has another part of the range, and fails on it', () => {
  expect(numbers(1.6, 0.3, 0)).toContain('of validation rows 1.6 ± 0.3: another part of the range');
  expect(numbers(1.4, 0.3, 0)).toBeUndefined();
  expect(numbers(1.6, 0.3, 0.9)).toBeUndefined();
});

test('targets on another scale are no other part of the rows', () => {
  expect(numbers(150, 30, 0)).toBeUndefined();
});
