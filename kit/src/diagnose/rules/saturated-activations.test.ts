import { diagnose } from '../diagnose';
import { activate, endWith, evidenceOf, healthyRun, setLayer, standStill } from './healthy-run.fixture';
import { saturatedActivations } from './saturated-activations';

const flat = (share: number, accuracy = 0.6) =>
  evidenceOf(saturatedActivations, (run) => {
    activate(run, 'tanh');
    endWith(run, accuracy);
    setLayer(run, 'first', { first: { saturated: share }, later: { saturated: share } });
  });

test('more than 0.7 of the outputs of a hidden layer on the flat part before the first update', () => {
  expect(flat(0.71)).toContain('71 % of the outputs of first (tanh) are saturated');
  expect(flat(0.69)).toBeUndefined();
  expect(flat(0.95, 0.97)).toBeUndefined();
});

test('it counts as far as the gradients that vanish of it: where the network gets away late', () => {
  // Of two classes skill is 2 accuracy - 1: below 0.85.
  expect(flat(1, 0.92)).toBeDefined();
  expect(flat(1, 0.93)).toBeUndefined();
});

test('gradients that vanish behind it are its consequence', () => {
  const faults = diagnose(
    healthyRun((run) => {
      activate(run, 'sigmoid');
      endWith(run, 0);
      standStill(run);
      run.initialWeights![0]!.bias!.mean = 8;
      setLayer(run, 'first', { first: { saturated: 1, gradientNorm: 1e-5 }, later: { saturated: 1 } });
      setLayer(run, 'second', { first: { saturated: 0.9 }, later: { saturated: 0.9 } });
    }),
  ).map(({ fault }) => fault);
  expect(faults).toEqual(['saturated-activations']);
});

test('an output that is sure of itself is not saturated', () => {
  expect(
    evidenceOf(saturatedActivations, (run) => {
      endWith(run, 0.6);
      setLayer(run, 'last', { first: { saturated: 1 }, later: { saturated: 1 } });
    }),
  ).toBeUndefined();
});
