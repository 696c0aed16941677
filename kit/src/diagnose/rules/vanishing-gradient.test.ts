import { diagnose } from '../diagnose';
import { activate, endWith, evidenceOf, healthyRun, setLayer, standStill } from './healthy-run.fixture';
import { vanishingGradient } from './vanishing-gradient';

const ratio = (first: number, activation = 'sigmoid', accuracy = 0) =>
  evidenceOf(vanishingGradient, (run) => {
    activate(run, activation);
    endWith(run, accuracy);
    setLayer(run, 'first', { first: { gradientNorm: first } });
    setLayer(run, 'last', { first: { gradientNorm: 1 } });
  });

test('the first layer gets less than a fiftieth of the gradient of the last, through sigmoids', () => {
  expect(ratio(0.019)).toContain('before the first update the gradient of first is 0.019, that of last 1');
  expect(ratio(0.021)).toBeUndefined();
  expect(ratio(0.001, 'sigmoid', 0.97)).toBeUndefined();
});

test('through ReLU it is no sigmoid’s slope that makes it small', () => {
  expect(ratio(0.001, 'relu')).toBeUndefined();
});

test('no gradient at all is a dead layer', () => {
  expect(ratio(0)).toBeUndefined();
});

test('it is named in a run that stands still', () => {
  const faults = diagnose(
    healthyRun((run) => {
      activate(run, 'sigmoid');
      endWith(run, 0);
      standStill(run);
      setLayer(run, 'first', { first: { gradientNorm: 1e-4 } });
    }),
  ).map(({ fault }) => fault);
  expect(faults).toEqual(['vanishing-gradient']);
});

test('a softmax over hidden units is as flat', () => {
  expect(ratio(0.001, 'softmax')).toContain('2 hidden layers are softmax');
});

test('a ratio a hundred times smaller still costs most of the training, and most of what can be learned', () => {
  expect(ratio(0.00019, 'sigmoid', 0.85)).toBeDefined();
  expect(ratio(0.00021, 'sigmoid', 0.85)).toBeUndefined();
  expect(ratio(0.00019, 'sigmoid', 0.97)).toBeUndefined();
});
