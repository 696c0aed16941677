import type { TrainingRun } from '../../train/run';
import { diagnose } from '../diagnose';
import { endWith, evidenceOf, healthyRun, setLayer, standStill } from './healthy-run.fixture';
import { lrTooHigh } from './lr-too-high';

const at = (rate: number, symptom: (run: TrainingRun) => void) =>
  evidenceOf(lrTooHigh, (run) => {
    run.rates = run.rates.map(() => rate);
    endWith(run, 0);
    symptom(run);
  });
const jumps = (run: TrainingRun) => standStill(run, 2.2);
const leaps = (run: TrainingRun) => {
  Object.assign(run.layers[0]![0]!, { weightNorm: 10, weightChange: 5.6 });
};

test('an unusual rate and one harsh symptom: the loss jumps, or weights are thrown away', () => {
  expect(at(0.041, jumps)).toContain('the rate is 0.041');
  expect(at(0.041, jumps)).toContain('a constant answer has 0.693');
  expect(at(0.041, leaps)).toContain('in the first epoch a layer');
  expect(at(0.041, () => undefined)).toBeUndefined();
});

test('a usual rate needs two of them', () => {
  expect(at(0.039, leaps)).toBeUndefined();
  expect(
    at(0.039, (run) => {
      leaps(run);
      jumps(run);
    }),
  ).toBeDefined();
});

test('plain SGD may go up to 0.5', () => {
  const sgd = (run: TrainingRun) => {
    run.model.optimizer = 'SGD';
    leaps(run);
  };
  expect(at(0.49, sgd)).toBeUndefined();
  expect(at(0.51, sgd)).toContain('usual are up to 0.5 with SGD');
});

test('a loss that breaks, and units that died, are symptoms', () => {
  expect(at(1, (run) => run.history.loss!.fill(Number.NaN, 1))).toContain('no longer a finite number');
  expect(at(1, (run) => setLayer(run, 'first', { later: { deadUnits: 0.9 } }))).toContain(
    '90 % of the units of first died',
  );
});

test('a high rate that learns is none', () => {
  expect(
    evidenceOf(lrTooHigh, (run) => {
      run.rates = run.rates.map(() => 1);
      leaps(run);
    }),
  ).toBeUndefined();
});

test('a loss of tfjs’ that breaks on finite rows at a usual rate: nothing but the steps is left', () => {
  const broken = (loss: string, notFinite = 0) =>
    at(0.005, (run) => {
      run.model.loss = loss;
      run.history.loss!.fill(Number.NaN);
      run.data.rows!.notFinite = notFinite;
    });
  expect(broken('binaryCrossentropy')).toContain(
    'no longer a finite number, while all inputs and targets are',
  );
  expect(broken('binaryCrossentropy', 1)).toBeUndefined();
  expect(broken('loss')).toBeUndefined();
});

test('what was learned and thrown away again, at a usual rate', () => {
  const ends = (least: number, last: number) =>
    evidenceOf(lrTooHigh, (run) => {
      endWith(run, 0.9);
      run.history.loss = run.history.loss!.map((_, epoch) => (epoch < 9 ? least : last));
    });
  // 0.7 before the first update.
  expect(ends(0.34, 1.06)).toContain('it had been down to 0.34, and ends at 1.06');
  expect(ends(0.36, 1.06)).toBeUndefined();
  expect(ends(0.34, 1.04)).toBeUndefined();
});

test('answers that such steps throw about contradict the labels, which are right', () => {
  const faults = (rate: number) =>
    diagnose(
      healthyRun((run) => {
        run.rates = run.rates.map(() => rate);
        leaps(run);
        run.history.val_loss![9] = 1.2;
        for (const { epoch, train, validation } of run.probes!)
          if (epoch > 0)
            for (const part of [train, validation!])
              Object.assign(part, { accuracy: 0.66, recall: { 0: 0.66, 1: 0.66 }, sureAccuracy: 0.67 });
        run.history.acc![9] = 0.66;
      }),
    ).map(({ fault }) => fault);
  expect(faults(1)).toEqual(['lr-too-high']);
  expect(faults(0.003)).toContain('label-noise');
});
