import { endExplaining, endWith, evidenceOf } from './healthy-run.fixture';
import { overfitting } from './overfitting';

/** Validation loss rises to so many times its least. */
const gap = (train: number, held: number, rises = 2, rows = 200) =>
  evidenceOf(overfitting, (run) => {
    endWith(run, train, held);
    run.validationData!.samples = rows;
    run.history.val_loss = run.history.val_loss!.map((_, epoch) => (epoch < 9 ? 0.5 : 0.5 * rises));
  });

test('training rows are answered, new ones not: a gap beyond 0.1 and beyond chance', () => {
  expect(gap(1, 0.88)).toContain('accuracy 100 % on training rows, 88 % on validation rows');
  expect(gap(1, 0.91)).toBeUndefined();
  expect(gap(0.84, 0.6)).toBeUndefined();
});

test('few validation rows say less: the gap must exceed twice its standard error', () => {
  // 2 sqrt(0.8 * 0.2 / 20) = 0.179
  expect(gap(1, 0.8, 2, 20)).toBeDefined();
  expect(gap(0.97, 0.8, 2, 20)).toBeUndefined();
});

test('where validation loss does not rise, the gap must be wider', () => {
  // 0.1 + 0.75 * 2 sqrt(0.87 * 0.13 / 200) = 0.136
  expect(gap(1, 0.87, 1)).toBeUndefined();
  expect(gap(1, 0.85, 1)).toBeDefined();
});

test('labels of -1 and 1, which the accuracy of tfjs does not know, make no gap', () => {
  expect(
    evidenceOf(overfitting, (run) => {
      run.data.targets!.min = -1;
      run.history.val_acc!.fill(0.5);
    }),
  ).toBeUndefined();
});

/** Validation loss rises to twice its least, or stays. */
const explained = (train: number, held: number, rises = 2, rows = 200) =>
  evidenceOf(overfitting, (run) => {
    endExplaining(run, train, held);
    run.validationData!.samples = rows;
    run.history.val_loss = run.history.val_loss!.map((_, epoch) => (epoch < 9 ? 0.3 : 0.3 * rises));
  });

test('of a regression it is the spread explained that has a gap, beyond 0.2 and beyond chance', () => {
  expect(explained(1, 0.7)).toContain("100 % of the targets' spread explained on training rows, 70 % on");
  expect(explained(0.95, 0.76)).toBeUndefined();
  expect(explained(0.84, 0.4)).toBeUndefined();
  // 4 * 0.837 * 0.3 / sqrt(10) = 0.32
  expect(explained(1, 0.7, 2, 10)).toBeUndefined();
});

test('a gap three times as wide counts before the training rows are learned, if validation loss rises or is high', () => {
  // 3 * 0.1; the doubt of 0.5 among 1000 rows is 0.032.
  expect(gap(0.81, 0.5, 2, 1000)).toBeDefined();
  expect(gap(0.79, 0.5, 2, 1000)).toBeUndefined();
  expect(gap(0.81, 0.5, 1, 1000)).toBeUndefined();
  expect(gap(0.81, 0.5, 2, 60)).toBeUndefined();
  const flat = (loss: number) =>
    evidenceOf(overfitting, (run) => {
      endWith(run, 0.8, 0.3);
      run.history.val_loss!.fill(loss);
    });
  // Chance is 0.693.
  expect(flat(0.7)).toBeDefined();
  expect(flat(0.69)).toBeUndefined();
});
