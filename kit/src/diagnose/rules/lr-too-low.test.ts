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
