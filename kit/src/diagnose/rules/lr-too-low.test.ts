import { activate, endWith, evidenceOf, standStill } from './healthy-run.fixture';
import { lrTooLow } from './lr-too-low';

/** Weights that change by a share of their norm over all ten epochs together. */
const creeps = (rate: number, moved: number, optimizer = 'Adam') =>
  evidenceOf(lrTooLow, (run) => {
    run.model.optimizer = optimizer;
    run.rates = run.rates.map(() => rate);
    for (const layer of run.layers.flat()) Object.assign(layer, { weightNorm: 1, weightChange: moved / 10 });
    endWith(run, 0.6);
    standStill(run);
  });

test('a low rate and weights that changed by less than a tenth of their norm', () => {
  expect(creeps(1e-5, 0.02)).toContain('the weights changed by 2 % of their norm');
  expect(creeps(1e-5, 0.099)).toBeDefined();
  expect(creeps(1e-5, 0.101)).toBeUndefined();
});

test('low is 0.0002 for Adam, 0.002 for SGD', () => {
  expect(creeps(2.1e-4, 0.02)).toBeUndefined();
  expect(creeps(1.9e-3, 0.02, 'SGD')).toBeDefined();
  expect(creeps(2.1e-3, 0.02, 'SGD')).toBeUndefined();
});

test('weights that stand still at a usual rate have another cause', () => {
  expect(creeps(0.003, 0)).toBeUndefined();
});

test('a low rate that was enough is none', () => {
  expect(
    evidenceOf(lrTooLow, (run) => {
      activate(run, 'tanh');
      run.rates = run.rates.map(() => 1e-5);
    }),
  ).toBeUndefined();
});

test('a schedule that has ended the training before it began: what counts is half of the epochs', () => {
  const falls = (from: number) =>
    evidenceOf(lrTooLow, (run) => {
      run.rates = run.rates.map((_, epoch) => (epoch < from ? 0.002 : 1e-6));
      for (const layer of run.layers.flat()) Object.assign(layer, { weightNorm: 1, weightChange: 0.005 });
      endWith(run, 0.6);
      standStill(run);
    });
  expect(falls(3)).toContain('the rate fell from 0.002 to 0.000001 by the middle of the training');
  expect(falls(6)).toBeUndefined();
});

test('Adadelta and Adagrad take smaller steps of the same rate', () => {
  expect(creeps(0.001, 0.02, 'Adadelta')).toBeDefined();
  expect(creeps(0.11, 0.02, 'Adadelta')).toBeUndefined();
  expect(creeps(0.001, 0.02, 'Adagrad')).toBeDefined();
  expect(creeps(0.006, 0.02, 'Adagrad')).toBeUndefined();
  expect(creeps(0.001, 0.02, 'RMSProp')).toBeUndefined();
});
