import type { TrainingRun } from '../../train/run';
import { endWith, evidenceOf } from './healthy-run.fixture';
import { wrongOutputActivation } from './wrong-output-activation';

const ends = (activation: string, change: (run: TrainingRun) => void = () => undefined) =>
  evidenceOf(wrongOutputActivation, (run) => {
    run.model.layers.at(-1)!.activation = activation;
    change(run);
  });
const regression = (min: number, max: number) => (run: TrainingRun) => {
  delete run.data.classCounts;
  run.model.loss = 'meanSquaredError';
  run.data.targets = { min, max, mean: 0, sd: max / 2, kind: 'values', width: 1, distinct: 300 };
};

test('softmax over one unit is 1 always', () => {
  expect(ends('softmax')).toContain('softmax over 1 unit is 1 whatever goes in');
  expect(ends('sigmoid')).toBeUndefined();
});

test('one sigmoid cannot tell three classes apart', () => {
  const three = ({ data }: TrainingRun) => (data.classCounts = { 0: 100, 1: 100, 2: 200 });
  expect(ends('sigmoid', three)).toContain('one sigmoid unit for 3 classes, labels up to 2');
  const units = (run: TrainingRun) => {
    three(run);
    run.model.layers.at(-1)!.outputShape = [null, 3];
  };
  expect(ends('sigmoid', units)).toBeUndefined();
});

test('an activation ends where the targets of a regression do not: a quarter of their deviation is let pass', () => {
  expect(ends('sigmoid', regression(0, 1.2))).toContain('targets reach from 0 to 1.2, sigmoid from 0 to 1');
  expect(ends('sigmoid', regression(0, 1.1))).toBeUndefined();
  expect(ends('linear', regression(0, 1.6))).toBeUndefined();
  expect(ends('relu', regression(-1, 1))).toContain('relu from 0 to any height');
  expect(ends('relu', regression(-0.1, 1))).toBeUndefined();
  expect(ends('relu', regression(0, 900))).toBeUndefined();
});

test('a series of numbers for each row, one unit for each step', () => {
  const steps = (shape: number[], width: number) => (run: TrainingRun) => {
    regression(-3, 3)(run);
    run.model.layers.at(-1)!.outputShape = [null, ...shape];
    run.data.targets!.width = width;
  };
  expect(ends('tanh', steps([12, 1], 12))).toContain('targets reach from -3 to 3, tanh from -1 to 1');
  expect(ends('tanh', steps([12, 2], 12))).toBeUndefined();
});

test('a cross-entropy needs probabilities, and it is said where it learned all the same', () => {
  const poor = (run: TrainingRun) => endWith(run, 0.6);
  expect(ends('linear', poor)).toContain('the last layer is linear');
  expect(ends('relu', poor)).toBeDefined();
  expect(ends('linear')).toContain('it learned all the same: skill 0.94');
  expect(ends('linear', (run) => (run.model.loss = 'sigmoidCrossEntropyWithLogits'))).toBeUndefined();
  expect(ends('linear', (run) => (run.model.loss = 'meanSquaredError'))).toBeUndefined();
});

test('sigmoid units for classes of which one is right; several may be right under binary cross-entropy', () => {
  const outputs = (loss: string) => (run: TrainingRun) => {
    run.model.loss = loss;
    run.model.layers.at(-1)!.outputShape = [null, 2];
    Object.assign(run.data.targets!, { kind: 'one-hot', width: 2 });
  };
  expect(ends('sigmoid', outputs('categoricalCrossentropy'))).toContain('2 sigmoid units, each by itself');
  expect(ends('sigmoid', outputs('binaryCrossentropy'))).toBeUndefined();
  expect(ends('softmax', outputs('categoricalCrossentropy'))).toBeUndefined();
});

test('softmax for rows that have several labels, or none', () => {
  const outputs = (counts: Record<string, number> | undefined) => (run: TrainingRun) => {
    run.model.loss = 'binaryCrossentropy';
    run.model.layers.at(-1)!.outputShape = [null, 4];
    Object.assign(run.data.targets!, { kind: 'one-hot', width: 4, mean: 0.4 });
    delete run.data.classCounts;
    if (counts) run.data.classCounts = counts;
  };
  expect(ends('softmax', outputs(undefined))).toContain('1.6 of 4 labels on average');
  expect(ends('sigmoid', outputs(undefined))).toBeUndefined();
  expect(ends('softmax', outputs({ 0: 100, 1: 100, 2: 100, 3: 100 }))).toBeUndefined();
});

test('the poisson loss takes the logarithm of the outputs, which breaks below 0', () => {
  const counts = (breaks: boolean) => (run: TrainingRun) => {
    run.model.loss = 'poisson';
    run.probes![0]!.train.outputs.min = -0.4;
    if (breaks) run.history.loss!.fill(Number.NaN);
  };
  expect(ends('linear', counts(true))).toContain(
    'its outputs reach down to -0.4: poisson takes their logarithm',
  );
  expect(ends('softplus', counts(true))).toBeUndefined();
  // One that takes outputs for logarithms has the same name.
  expect(ends('linear', counts(false))).toBeUndefined();
});

test('a softmax of a softmax, as a layer or in the loss, whatever was learned', () => {
  const three = (change: (run: TrainingRun) => void) =>
    ends('softmax', (run) => {
      run.model.loss = 'sparseCategoricalCrossentropy';
      run.model.layers.at(-1)!.outputShape = [null, 3];
      change(run);
    });
  const layer = { name: 'again', kind: 'Activation', outputShape: [null, 3], parameters: 0 };
  // e / (e + 2)
  expect(three(({ model }) => model.layers.push({ ...layer, activation: 'softmax' }))).toContain(
    'again takes softmax of it once more: of 3 classes none gets more than 0.576',
  );
  expect(three(({ model }) => model.layers.push({ ...layer, activation: 'linear' }))).toBeUndefined();
  expect(three(({ model }) => (model.loss = 'softmaxCrossEntropy__op'))).toContain('takes logits');
  expect(ends('linear', ({ model }) => (model.loss = 'softmaxCrossEntropy__op'))).toBeUndefined();
});
