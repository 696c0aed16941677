import { diagnose } from '../diagnose';
import { dyingRelu } from './dying-relu';
import { activate, endWith, evidenceOf, healthyRun, setLayer, standStill } from './healthy-run.fixture';

const dead = (share: number, accuracy = 0, activation = 'relu') =>
  evidenceOf(dyingRelu, (run) => {
    endWith(run, accuracy);
    activate(run, activation);
    setLayer(run, 'second', { later: { deadUnits: share, zeros: share } });
  });

test('more than 0.85 of the units of a layer are zero on every row, and little is learned', () => {
  expect(dead(0.86)).toContain('86 % of the units of second are zero on every row');
  expect(dead(0.85)).toBeUndefined();
  expect(dead(0.95, 0.8)).toBeUndefined();
});

test('only a ReLU dies', () => {
  expect(dead(1, 0, 'sigmoid')).toBeUndefined();
  expect(dead(1, 0, 'relu6')).toBeDefined();
});

test('units that a high rate killed are its consequence', () => {
  const faults = diagnose(
    healthyRun((run) => {
      endWith(run, 0);
      standStill(run, 2.5);
      run.rates = run.rates.map(() => 1);
      setLayer(run, 'second', { later: { deadUnits: 1, zeros: 1, gradientNorm: 0 } });
    }),
  ).map(({ fault }) => fault);
  expect(faults).toContain('lr-too-high');
  expect(faults).not.toContain('dying-relu');
});
