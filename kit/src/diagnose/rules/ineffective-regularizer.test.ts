import type { TrainingRun } from '../../train/run';
import { diagnose } from '../diagnose';
import { endExplaining, endWith, evidenceOf, healthyRun } from './healthy-run.fixture';
import { ineffectiveRegularizer } from './ineffective-regularizer';

const overfits = (run: TrainingRun) => {
  endWith(run, 1, 0.7);
  run.history.val_loss = run.history.val_loss!.map((_, epoch) => 0.5 + 0.1 * epoch);
};
const dropout = (rate: number) => (run: TrainingRun) => {
  overfits(run);
  run.model.layers.splice(2, 0, {
    name: 'drop',
    kind: 'Dropout',
    outputShape: [null, 16],
    parameters: 0,
    rate,
  });
};
/** L2 on one layer whose penalty is a share of the loss of a constant answer, log 2. */
const penalty = (share: number) => (run: TrainingRun) => {
  overfits(run);
  run.model.layers[1]!.l2 = 1e-6;
  run.probes!.at(-1)!.penalty = share * Math.log(2);
};

test('overfitting in spite of dropout below 0.15', () => {
  expect(evidenceOf(ineffectiveRegularizer, dropout(0.14))).toContain('dropout drops 14 %');
  expect(evidenceOf(ineffectiveRegularizer, dropout(0.16))).toBeUndefined();
});

test('overfitting in spite of a penalty below 5 % of the loss at chance level', () => {
  expect(evidenceOf(ineffectiveRegularizer, penalty(0.04))).toContain('the penalty adds 4 %');
  expect(evidenceOf(ineffectiveRegularizer, penalty(0.04))).toContain('1 of 3 layers are penalized');
  expect(evidenceOf(ineffectiveRegularizer, penalty(0.06))).toBeUndefined();
});

test('without a regularizer it is overfitting, with one the regularizer is named in its place', () => {
  expect(evidenceOf(ineffectiveRegularizer, overfits)).toBeUndefined();
  expect(diagnose(healthyRun(overfits)).map(({ fault }) => fault)).toEqual(['overfitting']);
  expect(diagnose(healthyRun(penalty(0.01))).map(({ fault }) => fault)).toEqual(['ineffective-regularizer']);
});

test('of a regression the penalty is held against the variance of its targets', () => {
  const weak = (share: number) =>
    evidenceOf(ineffectiveRegularizer, (run) => {
      penalty(0)(run);
      endExplaining(run, 1, 0.5);
      for (const part of [run.data, run.validationData!]) part.targets!.sd = 10;
      for (const answers of [run.probes!.at(-1)!.train, run.probes!.at(-1)!.validation!]) answers.loss *= 100;
      run.probes!.at(-1)!.penalty = share * 100;
    });
  expect(weak(0.04)).toContain('the penalty adds 4 %');
  expect(weak(0.06)).toBeUndefined();
});
