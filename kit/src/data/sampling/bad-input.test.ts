import * as tf from '@tensorflow/tfjs';
import { ready } from '../../engine';
import {
  BorderlineSmote,
  EditedNearestNeighbours,
  GaussianNoise,
  NearMiss,
  RandomOverSampler,
  RandomUnderSampler,
  Smote,
  SmoteTomek,
  TomekLinks,
} from './index';

beforeAll(async () => {
  await ready();
});

const x = [[0], [1], [2], [3], [4], [5]];
const y = [0, 0, 0, 0, 1, 1];

const SAMPLERS = [
  ['Smote', new Smote({ kNeighbors: 1 })],
  ['BorderlineSmote', new BorderlineSmote({ kNeighbors: 1, mNeighbors: 1 })],
  ['SmoteTomek', new SmoteTomek({ smote: new Smote({ kNeighbors: 1 }) })],
  ['TomekLinks', new TomekLinks()],
  ['EditedNearestNeighbours', new EditedNearestNeighbours()],
  ['NearMiss', new NearMiss({ nNeighbors: 1 })],
  ['RandomUnderSampler', new RandomUnderSampler()],
  ['RandomOverSampler', new RandomOverSampler()],
  ['GaussianNoise', new GaussianNoise()],
] as const;

describe.each(SAMPLERS)('%s.fitResample names what is wrong:', (name, sampler) => {
  test.each<[string, unknown, unknown, string]>([
    ['ragged rows', [[0, 1], [2]], [0, 1], 'x: expected 2 values in every row, got 1 in row 1'],
    ['no rows', [], [], 'x: expected at least one row and one column'],
    ['one dimension', [1, 2, 3], [0, 1, 1], 'x: expected rows of features [rows, columns]'],
    ['text in x', [['a'], ['b']], [0, 1], 'x: expected numbers, got "a" in row 0, column 0'],
    [
      'fewer labels',
      x,
      [0, 1],
      'y: expected one label for each of the 6 rows of x, got an array of shape [2]',
    ],
    ['no labels', x, undefined, 'y: expected'],
    ['labels between', x, [0, 0, 0, 0, 1, 0.5], 'y: expected whole numbers as labels, got 0.5 at 5'],
    ['labels of text', x, ['a', 'a', 'a', 'a', 'b', 'b'], 'y: expected numbers, got "a" at 0'],
    ['NaN labels', x, [0, 0, 0, 0, 1, Number.NaN], 'y: expected whole numbers as labels, got NaN at 5'],
    [
      'soft labels',
      [[0], [1]],
      [
        [0.4, 0.6],
        [1, 0],
      ],
      'got [0.4,0.6] in row 0',
    ],
    [
      'many-hot labels',
      [[0], [1]],
      [
        [1, 1],
        [1, 0],
      ],
      'got [1,1] in row 0',
    ],
    ['one class', x, [1, 1, 1, 1, 1, 1], 'y: expected at least two classes, got only 1'],
  ])('%s', (_, rows, labels, message) => {
    expect(() => sampler.fitResample(rows as number[][], labels as number[])).toThrow(message);
    expect(() => sampler.fitResample(rows as number[][], labels as number[])).toThrow(
      `${name}.fitResample: `,
    );
  });

  test('images', () => {
    const images = tf.zeros([6, 2, 2, 1]);
    expect(() => sampler.fitResample(images, y)).toThrow(
      'got a float32 tensor of shape [6,2,2,1]. Reshape it',
    );
    images.dispose();
  });
});

test.each(SAMPLERS.filter(([name]) => !name.startsWith('Random')))(
  '%s refuses values that have no distance',
  (name, sampler) => {
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      expect(() => sampler.fitResample([[value], ...x.slice(1)], y)).toThrow(
        `${name}.fitResample: x: expected finite numbers, got ${value} in row 0, column 0`,
      );
    }
  },
);

test('too few rows of a class say how many neighbors they allow', () => {
  expect(() => new Smote().fitResample(x, y)).toThrow(
    'Smote.fitResample: class 1 has 2 rows, and kNeighbors 5 needs at least 6, for a row is not its own neighbor; take kNeighbors <= 1 or bring more rows',
  );
  expect(() => new BorderlineSmote({ mNeighbors: 6 }).fitResample(x, y)).toThrow(
    'BorderlineSmote.fitResample: x has 6 rows, and mNeighbors 6 needs at least 7',
  );
  expect(() => new EditedNearestNeighbours({ nNeighbors: 6 }).fitResample(x, y)).toThrow(
    'EditedNearestNeighbours.fitResample: x has 6 rows, and nNeighbors 6 needs at least 7',
  );
  expect(() => new NearMiss().fitResample(x, y)).toThrow(
    'NearMiss.fitResample: the smallest class has 2 rows, and nNeighbors 3 needs at least 3; take nNeighbors <= 2 or bring more rows',
  );
  expect(() => new NearMiss({ version: 3, nNeighborsVer3: 5 }).fitResample(x, y)).toThrow(
    'NearMiss.fitResample: class 0 has 4 rows, and nNeighborsVer3 5 needs at least 5',
  );
});

test.each<[string, () => unknown, string]>([
  ['k of 0', () => new Smote({ kNeighbors: 0 }), 'Smote: kNeighbors: expected a whole number >= 1, got 0'],
  ['k between', () => new Smote({ kNeighbors: 2.5 }), 'kNeighbors: expected a whole number >= 1, got 2.5'],
  [
    'm as text',
    () => new BorderlineSmote({ mNeighbors: '3' as never }),
    'mNeighbors: expected a whole number >= 1, got "3"',
  ],
  [
    'kind',
    () => new BorderlineSmote({ kind: '2' as never }),
    'BorderlineSmote: kind: expected "borderline-1" or "borderline-2", got "2"',
  ],
  [
    'kindSel',
    () => new EditedNearestNeighbours({ kindSel: 'most' as never }),
    'kindSel: expected "all" or "mode", got "most"',
  ],
  ['version', () => new NearMiss({ version: 4 as never }), 'NearMiss: version: expected 1 or 2 or 3, got 4'],
  [
    'shrinkage',
    () => new RandomOverSampler({ shrinkage: { 1: -1 } }),
    'RandomOverSampler: shrinkage: expected a finite number >= 0, got -1',
  ],
  [
    'stddev',
    () => new GaussianNoise({ stddev: [0.1, Number.NaN] }),
    'GaussianNoise: stddev: expected a finite number >= 0, got NaN',
  ],
  [
    'copies',
    () => new GaussianNoise({ copies: 0 }),
    'GaussianNoise: copies: expected a whole number >= 1, got 0',
  ],
  [
    'copies and strategy',
    () => new GaussianNoise({ copies: 1, samplingStrategy: 'all' }),
    'expected copies or samplingStrategy, got both',
  ],
  [
    'two strategies',
    () => new SmoteTomek({ samplingStrategy: 'all', smote: new Smote() }),
    'SmoteTomek: expected samplingStrategy or smote, got both',
  ],
])('an option that no sampler can use is named: %s', (_, make, message) => {
  expect(make).toThrow(message);
});

test('as many deviations as columns', () => {
  expect(() => new GaussianNoise({ stddev: [1, 2] }).fitResample(x, y)).toThrow(
    'GaussianNoise: stddev: expected one number, or one for each of the 1 columns of x, got [1,2]',
  );
});

test('a strategy that cannot be met is named when there are labels to see it by', () => {
  expect(() => new Smote({ samplingStrategy: { 5: 9 } }).fitResample(x, y)).toThrow(
    'Smote: samplingStrategy: class 5 is not in y, which has the classes 0,1',
  );
});
