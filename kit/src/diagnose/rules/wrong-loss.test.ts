import type { TrainingRun } from '../../train/run';
import { endWith, evidenceOf } from './healthy-run.fixture';
import { wrongLoss } from './wrong-loss';

const loss = (name: string, change: (run: TrainingRun) => void = () => undefined) =>
  evidenceOf(wrongLoss, (run) => {
    run.model.loss = name;
    change(run);
  });
const values =
  (min: number, max: number, distinct = 9, width = 1) =>
  (run: TrainingRun) => {
    if (width === 1) delete run.data.classCounts;
    Object.assign(run.data.targets!, { kind: 'values', min, max, distinct, width });
  };
const withOutputs = (change: (run: TrainingRun) => void) => (run: TrainingRun) => {
  run.model.layers.at(-1)!.outputShape = [null, 10];
  change(run);
};

test('categorical cross-entropy over one output has no slope', () => {
  expect(loss('categoricalCrossentropy')).toContain('compares it with itself');
  expect(loss('sparseCategoricalCrossentropy')).toBeUndefined();
});

test('labels that were divided by 255 with the pixels', () => {
  expect(loss('binaryCrossentropy', values(0, 1 / 255))).toContain(
    '1 / 255: they were divided with the pixels',
  );
  expect(loss('meanSquaredError', values(0, 3 / 255))).toContain('3 / 255');
  expect(loss('categoricalCrossentropy', withOutputs(values(0, 1 / 255, 2, 10)))).toContain('1 / 255');
  expect(loss('binaryCrossentropy', values(0, 0.5 / 255))).toBeUndefined();
  expect(loss('binaryCrossentropy', values(0, 0.0625, 2))).toContain(
    'labels reach only to 0.0625: they were scaled',
  );
  expect(loss('binaryCrossentropy', values(0, 0.0625, 3))).toBeUndefined();
  expect(loss('binaryCrossentropy', values(0.05, 0.95, 2))).toBeUndefined();
});

test('a cross-entropy takes targets from 0 to 1', () => {
  expect(loss('binaryCrossentropy', values(-1, 1))).toContain('targets reach from -1 to 1');
  expect(loss('binaryCrossentropy', values(0, 1))).toBeUndefined();
  expect(loss('meanSquaredError', values(-1, 1))).toBeUndefined();
});

test('a sparse loss takes whole numbers', () => {
  expect(loss('sparseCategoricalCrossentropy', ({ data }) => (data.targets!.kind = 'one-hot'))).toContain(
    'one-hot',
  );
});

test('a mean error over classes counts only where little was learned', () => {
  const trained = (accuracy: number) => loss('meanAbsoluteError', (run) => endWith(run, accuracy));
  expect(trained(0.84)).toContain('meanAbsoluteError for 2 classes');
  expect(trained(0.86)).toBeUndefined();
});

test('hinge with labels 0 and 1: rows of label 0 pull nowhere', () => {
  expect(loss('hinge', (run) => endWith(run, 0))).toContain('rows of label 0 pull nowhere');
  expect(loss('hinge', (run) => Object.assign(run.data.targets!, { min: -1 }))).toBeUndefined();
});
