import type { TrainingRun } from '../../train/run';
import { diagnose } from '../diagnose';
import { evidenceOf, healthyRun } from './healthy-run.fixture';
import { lrPlateau } from './lr-plateau';

/** Losses that fall and then jump up and down around 0.3 by a share of it, at a rate. */
const bounces =
  (share: number, rate = 0.03) =>
  (run: TrainingRun) => {
    run.rates = run.rates.map(() => rate);
    const losses = [0.6, 0.5, 0.4, 0.35, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3];
    const jumping = losses.map((loss, i) => (i < 4 ? loss : loss * (1 + (share / 2) * (-1) ** i)));
    run.history.loss = jumping;
    run.history.val_loss = [...jumping];
  };

test('losses that range over more than 0.3 of their median and rise in a quarter of the steps', () => {
  expect(evidenceOf(lrPlateau, bounces(0.35))).toContain('the rate stayed at 0.03');
  expect(evidenceOf(lrPlateau, bounces(0.25))).toBeUndefined();
  expect(diagnose(healthyRun(bounces(0.5))).map(({ fault }) => fault)).toEqual(['lr-plateau']);
});

test('a low rate does not bounce: the noise is the data’s', () => {
  expect(evidenceOf(lrPlateau, bounces(0.5, 0.019))).toBeUndefined();
  expect(evidenceOf(lrPlateau, bounces(0.5, 0.021))).toBeDefined();
});

test('a rate that was lowered is no plateau any more', () => {
  expect(
    evidenceOf(lrPlateau, (run) => {
      bounces(0.5)(run);
      run.rates.fill(0.003, 6);
    }),
  ).toBeUndefined();
});

test('a training loss that is calm while validation jumps is none', () => {
  expect(
    evidenceOf(lrPlateau, (run) => {
      const { loss } = run.history;
      bounces(0.5)(run);
      run.history.loss = loss!;
    }),
  ).toBeUndefined();
});

test('bounces that are small next to the loss of a constant answer need no lower rate', () => {
  const small = (times: number) =>
    evidenceOf(lrPlateau, (run) => {
      bounces(0.5)(run);
      for (const name of ['loss', 'val_loss']) run.history[name] = run.history[name]!.map((v) => v * times);
    });
  // Losses jump by 0.15, chance is 0.69.
  expect(small(0.19)).toBeDefined();
  expect(small(0.18)).toBeUndefined();
});

test('one spike is no bounce, however far it reaches', () => {
  expect(
    evidenceOf(lrPlateau, (run) => {
      bounces(0.5)(run);
      // Half of the steps still rise, by a tenth.
      const calm = [0.1, 0.11, 0.1, 0.11, 0.3];
      for (const name of ['loss', 'val_loss']) run.history[name]!.splice(5, 5, ...calm);
    }),
  ).toBeUndefined();
});
