import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { ready } from '../../engine';
import { golden } from '../../golden.fixture';
import { seed } from '../../random';
import {
  type Fold,
  groupKFold,
  kFold,
  stratifiedKFold,
  type TrainTestSplitOptions,
  takeSamples,
  trainTestSplit,
  validationSplit,
} from '.';
import type { ClassesLike } from './classes';
import type { Draws } from './draws';
import { kFoldWith } from './k-fold';
import { stratifiedKFoldWith } from './stratified-k-fold';
import { splitRows } from './train-test-split';
import { tailStart } from './validation-split';

type Drawn = Partial<Record<'permutation' | 'choice' | 'shuffle', number[]>>;
type Outcome<T> = ({ draws: Drawn[]; error?: undefined } & T) | { error: string };
type SplitCase = { name: string; n: number; options: TrainTestSplitOptions } & Outcome<Fold>;
type FoldCase = {
  name: string;
  kind: 'kFold' | 'stratifiedKFold' | 'groupKFold';
  options: { nSplits?: number; shuffle?: boolean };
  y: number[] | string[];
} & Outcome<{ folds: Fold[] }>;
type TailCase = {
  name: string;
  n: number;
  fraction: number;
  error?: string;
  train: number;
  validation: number[];
};

const reference = golden<{ splits: SplitCase[]; folds: FoldCase[]; tails: TailCase[] }>('splits');

beforeAll(async () => {
  await ready();
});

let warn: jest.SpyInstance;
beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => {
  warn.mockRestore();
});

/** Draws what the original drew; anything else drawn is an error. */
function recorded(given: { draws?: Drawn[] }): Draws & { left(): number } {
  const draws = [...(given.draws ?? [])];
  const next = (kind: keyof Drawn, size: number) => {
    const drawn = draws.shift()?.[kind];
    if (drawn?.length !== size) throw new Error(`the original drew no ${kind} of ${size} here`);
    return drawn;
  };
  return {
    permutation: (n) => next('permutation', n),
    choice: (_from, size) => next('choice', size),
    shuffle: (values) => next('shuffle', values.length).map((i) => values[i]!),
    left: () => draws.length,
  };
}

test.each(reference.splits)('trainTestSplit of $name: as scikit-learn', (given) => {
  const draws = recorded(given as { draws?: Drawn[] });
  const split = () => splitRows(given.n, given.options, draws);
  if (given.error !== undefined) return expect(split).toThrow(/^trainTestSplit: /);
  expect(split()).toEqual({ train: given.train, test: given.test });
  expect(draws.left()).toBe(0);
});

test.each(reference.folds)('$name: as scikit-learn', (given) => {
  const { kind, options, y } = given;
  const draws = recorded(given as { draws?: Drawn[] });
  const folds = {
    kFold: () => kFoldWith(y.length, options, draws),
    stratifiedKFold: () => stratifiedKFoldWith(y, options, draws),
    groupKFold: () => groupKFold(y, options),
  }[kind];
  if (given.error !== undefined) return expect(folds).toThrow(new RegExp(`^${kind}: nSplits: expected`));
  expect(folds()).toEqual(given.folds);
  expect(draws.left()).toBe(0);
});

test.each(reference.tails)(
  '$name are for validation, as Keras says',
  ({ n, fraction, error, train, validation }) => {
    if (error !== undefined) return expect(() => tailStart(n, fraction)).toThrow('are too few to cut off');
    expect(tailStart(n, fraction)).toBe(train);
    const rows = Array.from({ length: n }, (_, i) => i);
    const [x, tail] = validationSplit(rows, rows, fraction);
    expect([x.length, tail]).toEqual([train, validation]);
  },
);

test('the examples of the docstrings', () => {
  expect(takeSamples(['a', 'b', 'c'], [2, 0])).toEqual(['c', 'a']);
  const y = [0, 1, 0, 1];
  const x = [[1], [2], [3], [4]];
  const [xTrain, xTest, yTrain, yTest] = trainTestSplit(x, y, { stratify: y, testSize: 2 });
  expect([xTrain.length, xTest.length]).toEqual([2, 2]);
  expect([[...yTrain].sort(), [...yTest].sort()]).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(kFold(4, { nSplits: 2 })).toEqual([
    { train: [2, 3], test: [0, 1] },
    { train: [0, 1], test: [2, 3] },
  ]);
  expect(stratifiedKFold([0, 0, 1, 1], { nSplits: 2 })).toEqual([
    { train: [1, 3], test: [0, 2] },
    { train: [0, 2], test: [1, 3] },
  ]);
  expect(groupKFold(['a', 'a', 'b', 'c'], { nSplits: 2 })).toEqual([
    { train: [2, 3], test: [0, 1] },
    { train: [0, 1], test: [2, 3] },
  ]);
  expect(validationSplit(x, y, 0.25)).toEqual([[[1], [2], [3]], [[4]], [0, 1, 0], [1]]);
  expect(warn).not.toHaveBeenCalled();
});

const classes = fc.array(fc.nat({ max: 4 }), { minLength: 8, maxLength: 40 });

test('a split is a partition, all arrays by the same rows', () => {
  fc.assert(
    fc.property(classes, fc.double({ min: 0.1, max: 0.8, noNaN: true }), (y, testSize) => {
      const rows = y.map((_, i) => i);
      const [train, test, yTrain, yTest] = trainTestSplit(rows, y, { testSize });
      expect([...train, ...test].sort((a, b) => a - b)).toEqual(rows);
      expect([yTrain, yTest]).toEqual([train.map((i) => y[i]), test.map((i) => y[i])]);
    }),
  );
});

test('stratified parts hold each class in proportion, to within one sample', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 4, max: 20 }), { minLength: 2, maxLength: 4 }), (counts) => {
      const y = counts.flatMap((count, label) => new Array<number>(count).fill(label));
      const [train] = trainTestSplit(y, { stratify: y, testSize: 0.5 });
      counts.forEach((count, label) => {
        const share = (count * train.length) / y.length;
        expect(Math.abs(train.filter((value) => value === label).length - share)).toBeLessThan(1);
      });
    }),
  );
});

test('no group is in both parts, nor in two test folds', () => {
  fc.assert(
    fc.property(classes, (groups) => {
      fc.pre(new Set(groups).size >= 2);
      const [train, test] = trainTestSplit(groups, { groups });
      expect(test.filter((group) => train.includes(group))).toEqual([]);
      const testGroups = groupKFold(groups, { nSplits: 2 }).map((fold) => fold.test.map((i) => groups[i]));
      expect(testGroups[0]!.filter((group) => testGroups[1]!.includes(group))).toEqual([]);
    }),
  );
});

test('every sample is tested once, and each fold is a partition', () => {
  fc.assert(
    fc.property(classes, fc.boolean(), (y, shuffle) => {
      for (const folds of [
        kFold(y, { nSplits: 3, shuffle }),
        stratifiedKFold([...y, 0, 0, 0], { nSplits: 3, shuffle }),
      ]) {
        const n = folds[0]!.train.length + folds[0]!.test.length;
        const all = Array.from({ length: n }, (_, i) => i);
        expect(folds.flatMap((fold) => fold.test).sort((a, b) => a - b)).toEqual(all);
        for (const { train, test } of folds) expect([...train, ...test].sort((a, b) => a - b)).toEqual(all);
      }
    }),
  );
});

test('half a million samples are split without overflowing the stack', () => {
  const y = Uint8Array.from({ length: 500_000 }, (_, i) => i % 2);
  const [train, test] = trainTestSplit(y, { stratify: y });
  expect([train.length, test.length]).toEqual([375_000, 125_000]);
});

test('the global seed decides a split; a seed of its own leaves the global stream alone', () => {
  const y = Array.from({ length: 50 }, (_, i) => i);
  seed(1);
  const first = trainTestSplit(y);
  seed(1);
  expect(trainTestSplit(y)).toEqual(first);
  expect(trainTestSplit(y)).not.toEqual(first);
  expect(trainTestSplit(y, { seed: 5 })).toEqual(trainTestSplit(y, { seed: 5 }));
  expect(kFold(50, { shuffle: true, seed: 5 })).toEqual(kFold(50, { shuffle: true, seed: 5 }));
  expect(kFold(50, { shuffle: true, seed: 5 })).not.toEqual(kFold(50, { shuffle: true, seed: 6 }));
  seed(1);
  trainTestSplit(y, { seed: 5 });
  expect(trainTestSplit(y)).toEqual(first);
});

test('parts leave in the form they came, of any rank, and no tensor is left behind', () => {
  const before = tf.memory().numTensors;
  const images = tf.randomUniform([6, 2, 2, 1]);
  const values = { values: Float32Array.from({ length: 12 }, (_, i) => i), shape: [6, 2] };
  const labels = Uint8Array.of(0, 1, 0, 1, 0, 1);
  const [a, b, c, d, e, f] = trainTestSplit(images, values, labels, { testSize: 2, shuffle: false });
  expect([a.shape, b.shape, c.shape, d.shape]).toEqual([
    [4, 2, 2, 1],
    [2, 2, 2, 1],
    [4, 2],
    [2, 2],
  ]);
  expect([d.values, e, f]).toEqual([
    Float32Array.of(8, 9, 10, 11),
    Uint8Array.of(0, 1, 0, 1),
    Uint8Array.of(0, 1),
  ]);
  const tail = tf.slice(images, [4, 0, 0, 0]);
  expect(b.arraySync()).toEqual(tail.arraySync());
  tf.dispose([images, a, b, tail]);
  expect(tf.memory().numTensors).toBe(before);
});

test('a wrong argument is named', () => {
  expect(() => trainTestSplit([1, 2], [1])).toThrow(
    'trainTestSplit: expected arrays with as many samples each, got 2, 1',
  );
  expect(() => trainTestSplit()).toThrow('got no array');
  expect(() => trainTestSplit([])).toThrow(
    'trainTestSplit: array 0: expected at least one sample, got an array of shape [0]',
  );
  expect(() => trainTestSplit('text' as never, [1])).toThrow(
    'array 0: expected an array, values with a shape, or a tensor of samples; got "text"',
  );
  expect(() => trainTestSplit([1, 2], { testSize: 1.5 })).toThrow(
    'trainTestSplit: testSize: expected a fraction between 0 and 1 or a count from 1 to 1 (there are 2 samples), got 1.5',
  );
  expect(() => trainTestSplit([1, 2], { stratify: [1] })).toThrow(
    'stratify: expected one for each of 2 samples, got 1',
  );
  expect(() => trainTestSplit([1, 2], { stratify: [0, 1], groups: [0, 1] })).toThrow(
    'expected stratify or groups, got both',
  );
  expect(() => trainTestSplit([1, 2], { shuffle: false, groups: [0, 1] })).toThrow(
    'groups needs shuffle: true',
  );
  expect(() => trainTestSplit([1, 2, 3, 4], { stratify: [0.5, 1, 1, 1] })).toThrow(
    'trainTestSplit: stratify: expected whole numbers or names, got 0.5 at 0; for a continuous target, bin it first',
  );
  expect(() => stratifiedKFold(['a', 1, 'b'] as never)).toThrow(
    'stratifiedKFold: y: expected names alone or numbers alone, got 1 at 1',
  );
  expect(() => kFold(3, { nSplits: 2.5 })).toThrow(
    'kFold: nSplits: expected a whole number from 2 to the 3 samples, got 2.5',
  );
  expect(() => takeSamples([1, 2], [2])).toThrow(
    'takeSamples: rows: expected whole numbers from 0 to 1, got 2',
  );
  expect(() => validationSplit([1, 2], [0, 1], 1)).toThrow(
    'validationSplit: fraction: expected more than 0 and less than 1, got 1',
  );
  expect(() => validationSplit([1, 2], [0], 0.5)).toThrow(
    'validationSplit: expected arrays with as many samples each, got 2, 1',
  );
});

const sorted = [0, 0, 0, 1, 1];
test.each<[string, ClassesLike]>([
  ['rising', sorted],
  ['falling', [...sorted].reverse()],
  ['a column', sorted.map((label) => [label])],
  ['one-hot', sorted.map((label) => [1 - label, label])],
  ['with a shape', { values: Float32Array.from(sorted), shape: [5, 1] }],
])('sorted labels (%s) warn once that validation gets other classes', (_form, y) => {
  validationSplit([1, 2, 3, 4, 5], y as number[], 0.4);
  expect(warn.mock.calls).toEqual([
    [
      expect.stringMatching(
        /^validationSplit: the labels are sorted, .*training sees labels [01](, [01])?, validation [01]/,
      ),
    ],
  ]);
});

test.each([[[0, 1, 0, 1, 1]], [[1, 1, 1, 1, 1]]])('labels %j do not warn', (y) => {
  validationSplit([1, 2, 3, 4, 5], y, 0.4);
  expect(warn).not.toHaveBeenCalled();
});

test('a class with fewer samples than folds warns', () => {
  stratifiedKFold([0, 0, 0, 0, 1, 1], { nSplits: 3 });
  expect(warn.mock.calls).toEqual([
    ['stratifiedKFold: 3 folds, but only 4 of class 0, 2 of class 1: some test folds lack a class.'],
  ]);
});
