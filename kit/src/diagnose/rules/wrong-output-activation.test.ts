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
  expect(ends('linear', three)).toBeUndefined();
});

test('a sigmoid ends at 1, and the targets of a regression do not', () => {
  expect(ends('sigmoid', regression(0, 1.6))).toContain('targets reach from 0 to 1.6, sigmoid ends at 1');
  expect(ends('sigmoid', regression(0, 1.4))).toBeUndefined();
  expect(ends('linear', regression(0, 1.6))).toBeUndefined();
});

test('a cross-entropy needs probabilities, where little was learned', () => {
  const poor = (run: TrainingRun) => endWith(run, 0.6);
  expect(ends('linear', poor)).toContain('the last layer is linear');
  expect(ends('relu', poor)).toBeDefined();
  expect(ends('linear')).toBeUndefined();
  expect(
    ends('linear', (run) => {
      poor(run);
      run.model.loss = 'sigmoidCrossEntropyWithLogits';
    }),
  ).toBeUndefined();
});
