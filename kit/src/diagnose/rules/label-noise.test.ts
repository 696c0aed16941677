import type { TrainingRun } from '../../train/run';
import { diagnose } from '../diagnose';
import { evidenceOf, healthyRun } from './healthy-run.fixture';
import { labelNoise } from './label-noise';

/** The surer half of the answers is right so often, at every look; validation loss then rises by a factor. */
const contradicted = (onTrain: number, onNew: number, rises: number) => (run: TrainingRun) => {
  for (const probe of run.probes!.slice(1)) {
    Object.assign(probe.train, { accuracy: 0.75, recall: { 0: 0.75, 1: 0.75 }, sureAccuracy: onTrain });
    Object.assign(probe.validation!, { accuracy: 0.7, sureAccuracy: onNew });
  }
  run.history.val_loss = run.history.val_loss!.map((_, epoch) => (epoch < 9 ? 0.6 : 0.6 * rises));
};
const sure = (onTrain: number, onNew: number, rises = 1.5) =>
  evidenceOf(labelNoise, contradicted(onTrain, onNew, rises));

test('sure answers are contradicted: below 0.88 of training and 0.8 of validation rows', () => {
  expect(sure(0.87, 0.79)).toContain('the surer half of the answers is right in 79 % of the validation rows');
  expect(sure(0.89, 0.79)).toBeUndefined();
  expect(sure(0.87, 0.81)).toBeUndefined();
});

test('classes that overlap look so too, but nothing is learned by heart', () => {
  expect(sure(0.8, 0.75, 1.06)).toBeUndefined();
  expect(sure(0.8, 0.75, 1.08)).toBeDefined();
});

test('a network that has learned nothing says nothing about labels', () => {
  expect(
    evidenceOf(labelNoise, (run) => {
      for (const { train, validation } of run.probes!) {
        Object.assign(train, { accuracy: 0.55, sureAccuracy: 0.5 });
        Object.assign(validation!, { accuracy: 0.55, sureAccuracy: 0.5 });
      }
      run.history.val_loss = run.history.val_loss!.map((_, epoch) => 0.6 + epoch);
    }),
  ).toBeUndefined();
});

test('equal rows with different labels are a sign by themselves, from 2 % on', () => {
  const twins = (share: number) => evidenceOf(labelNoise, ({ data }) => (data.rows!.contradicting = share));
  expect(twins(0.03)).toContain('3 % of the rows equal an earlier one with another label');
  expect(twins(0.01)).toBeUndefined();
});

/** Findings of a run in which a fifth of the rows is repeated, and so many validation rows are training rows. */
const copies = (contradicting: number, count: number, blank = 0, exact = 0.2) =>
  diagnose(
    healthyRun(({ data, overlap }) => {
      Object.assign(data.rows!, { contradicting, repeated: 0.2, blank });
      data.features!.count = count;
      overlap!.exact = exact;
      overlap!.pooled.count = count;
    }),
  ).filter(({ fault }) => fault !== 'train-test-overlap');

test('copies with another label settle it, from 5 % of 16 features on: fewer are equal by chance', () => {
  expect(copies(0.06, 16)).toMatchObject([
    { fault: 'label-noise', evidence: expect.stringContaining('30 % of those that are repeated') },
  ]);
  expect(copies(0.04, 16)).toEqual([]);
  expect(copies(0.06, 15)).toEqual([]);
  expect(copies(0.06, 16, 0.05)).toEqual([]);
});

test('a network that jumps about on raw inputs contradicts labels too: first the inputs', () => {
  const reaching = (max: number) =>
    diagnose(
      healthyRun((run) => {
        contradicted(0.7, 0.7, 1.5)(run);
        run.data.input = { min: 0, max, mean: max / 2, sd: max / 4 };
        run.validationData!.input = run.data.input;
        run.data.rows!.medianContrast = max / 4;
      }),
    ).map(({ fault }) => fault);
  expect(reaching(1)).toEqual(['label-noise']);
  expect(reaching(255)).toEqual(['unnormalized-input']);
});

test('clean validation rows are answered right, and training rows much less often', () => {
  const better = (seen: number, unseen: number) =>
    evidenceOf(labelNoise, (run) => {
      Object.assign(run.probes![3]!.train, { accuracy: seen, sureAccuracy: seen + 0.1 });
      Object.assign(run.probes![3]!.validation!, { accuracy: unseen, sureAccuracy: 1 });
    });
  expect(better(0.68, 0.98)).toContain(
    'after 3 epochs 98 % of the validation rows are answered right, and only 68 % of the training rows',
  );
  // Twice the standard error of the difference, of 128 rows each, is 0.07.
  expect(better(0.77, 0.98)).toBeUndefined();
  expect(better(0.8, 0.98)).toBeUndefined();
});

test('rows of few features that repeat each other, while validation rows repeat none, are copies', () => {
  expect(copies(0.06, 6, 0, 0.06)).toMatchObject([
    {
      fault: 'label-noise',
      evidence: expect.stringContaining(
        'of the validation rows 6 % equal a training row, of the training rows 20 % an earlier one',
      ),
    },
  ]);
  expect(copies(0.06, 6, 0, 0.07)).toEqual([]);
});
