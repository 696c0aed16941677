import type { TrainingRun } from '../../train/run';
import { activate, endExplaining, endWith, evidenceOf } from './healthy-run.fixture';
import { underfitting } from './underfitting';

const linear = (accuracy: number) =>
  evidenceOf(underfitting, (run) => {
    activate(run, 'linear');
    endWith(run, accuracy);
  });
/** No hidden layer at all. */
const single = (end: (run: TrainingRun) => void) =>
  evidenceOf(underfitting, (run) => {
    run.model.layers.splice(1, 2);
    end(run);
  });
const narrow = (units: number, accuracy = 0.6) =>
  evidenceOf(underfitting, (run) => {
    run.model.layers[1]!.outputShape = [null, units];
    endWith(run, accuracy);
  });

test('no hidden activation, and a skill below 0.5', () => {
  // Of two classes skill is 2 accuracy - 1.
  expect(linear(0.74)).toContain('together they are one linear map');
  expect(linear(0.76)).toBeUndefined();
});

test('what a single layer finds, and finds again on new rows, may be all there is', () => {
  const classes = (held: number) => single((run) => endWith(run, 0.6, held));
  // Of 200 rows: 0.1 + 1 / sqrt(200) is a skill of 0.171.
  expect(classes(0.584)).toContain('together they are one linear map');
  expect(classes(0.587)).toBeUndefined();
  const numbers = (explained: number) => single((run) => endExplaining(run, 0.15, explained));
  expect(numbers(0.09)).toBeDefined();
  expect(numbers(0.11)).toBeUndefined();
});

test('a hidden layer of one unit, and a skill below 0.75', () => {
  expect(narrow(1)).toContain('the layer first has 1 unit(s)');
  expect(narrow(1, 0.87)).toContain('skill on training rows 0.74');
  expect(narrow(1, 0.88)).toBeUndefined();
  expect(narrow(2)).toBeUndefined();
});

test('weights that stood still have another cause', () => {
  expect(
    evidenceOf(underfitting, (run) => {
      activate(run, 'linear');
      endWith(run, 0);
      for (const layer of run.layers.flat()) layer.weightChange = 1e-4;
    }),
  ).toBeUndefined();
});

test('up to four units in each hidden layer, where even the surer answers are often wrong', () => {
  const tiny = (units: number[], sureAccuracy: number, held = 0.55) =>
    evidenceOf(underfitting, (run) => {
      for (const [i, n] of units.entries()) run.model.layers[1 + i]!.outputShape = [null, n];
      endWith(run, 0.7, held);
      run.probes!.at(-1)!.train.sureAccuracy = sureAccuracy;
      run.history.loss!.fill(0.6);
    });
  expect(tiny([4, 4], 0.87)).toContain('of the surer half of the answers 87 % are right');
  // Classes that overlap are told apart surely away from the border.
  expect(tiny([4, 4], 0.89)).toBeUndefined();
  expect(tiny([5, 4], 0.87)).toBeUndefined();
  // Noise leaves no sure answers, but what was found holds on new rows.
  expect(tiny([4, 4], 0.87, 0.68)).toBeUndefined();
});

test('a loss that rose did not fall', () => {
  expect(
    evidenceOf(underfitting, (run) => {
      activate(run, 'linear');
      endWith(run, 0.6);
      run.history.loss = run.history.loss!.map((_, epoch) => 0.6 + 0.001 * epoch);
    }),
  ).toContain('the loss did not fall over the last quarter');
});
