import { diagnose } from '../diagnose';
import { badInitialization } from './bad-initialization';
import { endWith, evidenceOf, healthyRun, setLayer, standStill } from './healthy-run.fixture';

const poor = (times: number, accuracy = 0.6) =>
  evidenceOf(badInitialization, (run) => {
    endWith(run, accuracy);
    run.initialWeights![1]!.kernel.sd *= times;
  });

test("weights five times as large as He's, or a tenth, where little is learned", () => {
  expect(poor(5.1)).toContain("5.1 times as large as He's sqrt(2 / fan-in)");
  expect(poor(4.9)).toBeUndefined();
  expect(poor(0.09)).toContain("0.09 of He's sqrt(2 / fan-in)");
  expect(poor(0.11)).toBeUndefined();
  expect(poor(5.1, 0.97)).toBeUndefined();
});

test('small weights grow where something comes through', () => {
  const small = (accuracy: number, spread: number) =>
    evidenceOf(badInitialization, (run) => {
      endWith(run, accuracy);
      run.initialWeights![1]!.kernel.sd *= 0.05;
      setLayer(run, 'second', { first: { activation: { min: 0, max: 1, mean: 0.1, sd: spread } } });
    });
  expect(small(0.62, 0.05)).toBeDefined();
  expect(small(0.63, 0.05)).toBeUndefined();
  expect(small(0.63, 0.004)).toContain("the last hidden layer's outputs spread by 0.004");
});

test('units that are all alike are certain', () => {
  const findings = diagnose(
    healthyRun((run) => {
      endWith(run, 0);
      standStill(run);
      run.initialWeights![0]!.unitsAlike = true;
    }),
  );
  expect(findings[0]).toMatchObject({
    fault: 'bad-initialization',
    confidence: 0.95,
    evidence: expect.stringContaining('all units of 1 hidden layer(s) start with the same weights'),
  });
});

test('the output layer may start at zero', () => {
  expect(
    evidenceOf(badInitialization, (run) => {
      endWith(run, 0.6);
      Object.assign(run.initialWeights![2]!, {
        unitsAlike: true,
        kernel: { min: 0, max: 0, mean: 0, sd: 0 },
      });
    }),
  ).toBeUndefined();
});

test('gradients that explode for it are its consequence', () => {
  const findings = diagnose(
    healthyRun((run) => {
      endWith(run, 0);
      standStill(run, 8);
      run.initialWeights![0]!.kernel.sd *= 30;
      setLayer(run, 'second', { first: { activation: { min: 0, max: 900, mean: 100, sd: 90 } } });
      setLayer(run, 'first', { first: { gradientNorm: 5000 } });
    }),
  );
  expect(findings.map(({ fault }) => fault)).toContain('bad-initialization');
  expect(findings.map(({ fault }) => fault)).not.toContain('exploding-gradient');
});

test('what is certain is explained away by no guess: a mean error over classes', () => {
  const faults = diagnose(
    healthyRun((run) => {
      run.model.loss = 'meanSquaredError';
      endWith(run, 0.6);
      run.initialWeights![0]!.unitsAlike = true;
    }),
  ).map(({ fault }) => fault);
  expect(faults).toEqual(['bad-initialization', 'wrong-loss']);
});

test.each([
  [Number.NaN, 'binaryCrossentropy'],
  [null, 'myLoss'],
])('weights that are %p at the start, as an earlier training left them, under %s', (none, loss) => {
  const findings = diagnose(
    healthyRun((run) => {
      run.model.loss = loss;
      run.history.loss!.fill(Number.NaN);
      run.initialLoss = none as number;
      run.initialWeights![1]!.kernel.mean = none as number;
      setLayer(run, 'second', { first: { gradientNorm: none as number } });
      for (const { train } of run.probes!) train.outputs.mean = none as number;
    }),
  );
  expect(findings).toMatchObject([
    { fault: 'bad-initialization', confidence: 0.95, evidence: expect.stringContaining('second first') },
  ]);
});
