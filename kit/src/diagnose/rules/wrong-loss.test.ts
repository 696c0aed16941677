import type { TrainingRun } from '../../train/run';
import { diagnose } from '../diagnose';
import { endWith, evidenceOf, healthyRun, setLayer, standStill } from './healthy-run.fixture';
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

test('labels count from 0: three outputs have no place for a 3', () => {
  const upTo = (max: number) =>
    loss('sparseCategoricalCrossentropy', (run) => {
      run.model.layers.at(-1)!.outputShape = [null, 3];
      run.data.targets!.max = max;
    });
  expect(upTo(3)).toContain('labels reach up to 3, the 3 outputs stand for 0 to 2');
  expect(upTo(2)).toBeUndefined();
});

test('the cosine of one number is its sign', () => {
  expect(loss('cosineProximity', values(-3, 9))).toContain('looks at the sign alone');
  expect(loss('cosineProximity', withOutputs(values(-3, 9, 50, 10)))).toBeUndefined();
});

/** A loss of one's own that is NaN from an epoch on. */
const broken = (change: (run: TrainingRun) => void = () => undefined, from = 0, name = 'myLoss') =>
  diagnose(
    healthyRun((run) => {
      run.model.loss = name;
      run.history.loss!.fill(Number.NaN, from);
      change(run);
    }),
  ).map(({ fault, confidence, evidence }) => ({ fault, confidence, evidence }));

test('a loss of one’s own that breaks while inputs and targets are finite', () => {
  const [first] = broken(({ probes }) => (probes!.at(-1)!.train.outputs.min = 0), 4);
  expect(first).toMatchObject({
    fault: 'wrong-loss',
    evidence: expect.stringContaining('myLoss, a loss of your own, is no finite number in epoch 5'),
  });
  expect(first!.evidence).toContain('outputs reach from 0 to 0.99');
  expect(first!.confidence).toBeLessThan(0.95);
  expect(broken(({ data }) => (data.rows!.notFinite = 1)).map(({ fault }) => fault)).toEqual(['bad-images']);
  const leaps = broken((run) => setLayer(run, 'last', { first: { gradientNorm: 70 } }));
  expect(leaps.map(({ fault }) => fault)).toEqual(['exploding-gradient']);
  expect(broken(({ rates }) => rates.fill(1)).map(({ fault }) => fault)).not.toContain('wrong-loss');
  expect(broken(undefined, 0, 'binaryCrossentropy').map(({ fault }) => fault)).toEqual(['lr-too-high']);
});

test.each([Number.NaN, null])('what is %p before the first update no step has broken', (none) => {
  const atStart = broken((run) => (run.initialLoss = none as number));
  expect(atStart).toMatchObject([{ fault: 'wrong-loss', confidence: 0.95 }]);
  expect(atStart[0]!.evidence).toContain('it is none before the first update either');
  const slope = broken((run) => setLayer(run, 'first', { first: { gradientNorm: none as number } }));
  expect(slope).toMatchObject([{ fault: 'wrong-loss', confidence: 0.95 }]);
  expect(slope[0]!.evidence).toContain('before the first update it is 0.7, and its slope no finite number');
});

test('a loss of one’s own without a slope where nothing is learned and no layer is to blame', () => {
  const flat = (norm: number, change: (run: TrainingRun) => void = () => undefined) =>
    loss('myMargin', (run) => {
      endWith(run, 0);
      standStill(run);
      for (const name of ['first', 'second', 'last'])
        setLayer(run, name, { later: { gradientNorm: norm, deadUnits: 0.1 } });
      change(run);
    });
  expect(flat(0)).toContain('the slope of myMargin, a loss of your own, is 0 at the end');
  expect(flat(1e-8)).toBeUndefined();
  expect(flat(0, (run) => setLayer(run, 'first', { later: { deadUnits: 0.9 } }))).toBeUndefined();
  expect(flat(0, (run) => endWith(run, 0.9))).toBeUndefined();
  expect(flat(0, (run) => (run.model.loss = 'logcosh'))).toBeUndefined();
});

test('numbers that an error cannot be taken of: percentages of 0, logarithms below it', () => {
  const domain = (name: string, min: number, max: number) =>
    loss(name, (run) => {
      values(min, max)(run);
      run.data.targets!.sd = 1;
    });
  expect(domain('meanAbsolutePercentageError', -2, 3)).toContain(
    'divides by them, and those at 0 outweigh all others',
  );
  expect(domain('meanAbsolutePercentageError', 0, 3)).toBeDefined();
  expect(domain('meanAbsolutePercentageError', 0.5, 3)).toBeUndefined();
  expect(domain('meanSquaredLogarithmicError', -0.3, 3)).toContain('takes all below 0 for 0');
  expect(domain('meanSquaredLogarithmicError', -0.2, 3)).toBeUndefined();
  expect(domain('meanSquaredError', -2, 3)).toBeUndefined();
});

test('a loss of one’s own that does not compare row by row: the same with the targets in reverse order', () => {
  const mixed = (reversedLoss: number, change: (run: TrainingRun) => void = () => undefined) =>
    loss('myLoss', (run) => {
      Object.assign(run.probes![0]!.train, { loss: 1.25, outputs: { min: 0, max: 1, mean: 0.5, sd: 0.1 } });
      run.reversedLoss = reversedLoss;
      change(run);
    });
  expect(mixed(1.25)).toContain('it compares each answer with the targets of all rows');
  expect(mixed(1.251)).toBeUndefined();
  // Every row gets the same answer.
  expect(mixed(1.25, (run) => (run.probes![0]!.train.outputs.sd = 0.001))).toBeUndefined();
  expect(mixed(1.25, (run) => setLayer(run, 'first', { first: { gradientNorm: 0 } }))).toBeUndefined();
  expect(mixed(1.25, (run) => (run.model.loss = 'binaryCrossentropy'))).toBeUndefined();
});

test('a loss of one’s own that falls while answers become wrong has its sign turned', () => {
  const turned = (recall: number, change: (run: TrainingRun) => void = () => undefined) =>
    loss('myLoss', (run) => {
      const part = run.probes!.at(-1)!.train;
      Object.assign(part, { rows: 400, accuracy: recall, recall: { 0: recall, 1: recall } });
      run.history.loss = run.history.loss!.map((_, epoch) => -epoch);
      change(run);
    });
  expect(turned(0.1)).toContain(
    'at the end 10 % of a class are found on average, of guesses 50 %: it rewards wrong answers; it is below 0',
  );
  // Four standard errors of 400 rows: 0.1.
  expect(turned(0.39)).toBeDefined();
  expect(turned(0.41)).toBeUndefined();
  expect(
    turned(0.1, (run) => (run.history.loss = run.history.loss!.map((_, epoch) => epoch))),
  ).toBeUndefined();
  expect(turned(0.1, (run) => (run.model.loss = 'hinge'))).not.toContain('rewards wrong answers');
});

test('a loss of one’s own that falls to next to nothing while every row gets the same answer', () => {
  const empty = (last: number, change: (run: TrainingRun) => void = () => undefined) =>
    loss('myOverlap', (run) => {
      endWith(run, 0);
      // 0.7 before the first update.
      run.history.loss = run.history.loss!.map((_, epoch) => 0.6 + ((last - 0.6) * epoch) / 9);
      change(run);
    });
  expect(empty(0.07)).toContain('every row gets the same answer, which was 10 times as dear before training');
  expect(empty(0.17)).toBeDefined();
  expect(empty(0.18)).toBeUndefined();
  expect(empty(0.07, (run) => endWith(run, 0.97))).toBeUndefined();
  expect(empty(0.07, (run) => (run.probes![0]!.train.clipped = 0.1))).toBeUndefined();
  // Who says nothing of a rare class is right nearly always.
  expect(empty(0.07, ({ data }) => (data.classCounts = { 0: 290, 1: 110 }))).toBeUndefined();
});
