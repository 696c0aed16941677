import { diagnose } from '../diagnose';
import { explodingGradient } from './exploding-gradient';
import { endWith, evidenceOf, healthyRun, setLayer } from './healthy-run.fixture';

const norm = (gradientNorm: number, breaks = true) =>
  evidenceOf(explodingGradient, (run) => {
    setLayer(run, 'first', { first: { gradientNorm } });
    if (breaks) {
      run.history.loss!.fill(Number.NaN, 2);
      endWith(run, 0);
    }
  });

test('a gradient norm of 60 before the first update, and a loss that breaks', () => {
  expect(norm(61)).toContain('before the first update a gradient norm is 61');
  expect(norm(61)).toContain('no longer a finite number');
  expect(norm(59)).toBeUndefined();
});

test('a large gradient of a network that learns is none', () => {
  expect(norm(500, false)).toBeUndefined();
});

test('targets that spread are told, of a regression', () => {
  expect(
    evidenceOf(explodingGradient, (run) => {
      delete run.data.classCounts;
      run.data.targets = { min: 0, max: 9e5, mean: 4e5, sd: 2e5, kind: 'values', width: 1, distinct: 390 };
      setLayer(run, 'last', { first: { gradientNorm: 1e6 } });
      run.history.loss!.fill(Number.NaN);
    }),
  ).toContain('targets spread by 200000');
});

test('outputs that spread a thousand times as much as the inputs, where nothing is learned', () => {
  const blown = (sd: number, accuracy: number) =>
    evidenceOf(explodingGradient, (run) => {
      setLayer(run, 'second', { first: { activation: { min: 0, max: 9 * sd, mean: sd, sd } } });
      endWith(run, accuracy);
    });
  expect(blown(1100, 0)).toContain('the outputs of second spread by 1100, inputs by 0.3');
  expect(blown(900, 0)).toBeUndefined();
  expect(blown(1100, 0.97)).toBeUndefined();
});

test('a gradient that is no number before the first update has overflown, unless the loss is one of one’s own', () => {
  const overflown = (loss: string, gradientNorm: unknown) =>
    evidenceOf(explodingGradient, (run) => {
      run.model.loss = loss;
      run.history.loss!.fill(Number.NaN);
      setLayer(run, 'first', { first: { gradientNorm: gradientNorm as number } });
    });
  expect(overflown('binaryCrossentropy', null)).toContain('a gradient is no finite number');
  expect(overflown('binaryCrossentropy', Number.POSITIVE_INFINITY)).toContain('no finite number');
  expect(overflown('weightedLoss', Number.NaN)).toBeUndefined();
});

test('relu outputs that are all 0 have no gradient under a cross-entropy either: first the output', () => {
  const faults = diagnose(
    healthyRun((run) => {
      run.model.layers.at(-1)!.activation = 'relu';
      run.history.loss!.fill(Number.NaN);
      endWith(run, 0);
      setLayer(run, 'last', { first: { gradientNorm: Number.NaN } });
    }),
  ).map(({ fault }) => fault);
  expect(faults).toEqual(['wrong-output-activation']);
});
