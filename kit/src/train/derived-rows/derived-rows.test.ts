import * as tf from '@tensorflow/tfjs';
import { datasets, Smote } from '../..';
import { ready } from '../../engine';
import { generator, normal, permutation, seed } from '../../random';
import { describeData } from '../data-statistics';
import { derivedRows } from '.';

beforeAll(async () => {
  await ready();
});

type Nested = number | Nested[];

/** What is found where the last fifth of the rows is for validation, after a shuffle or in their order. */
function derivedIn(rows: Nested[], targets: number[], { shuffle = true } = {}) {
  const order = shuffle ? permutation(rows.length, generator(5)) : [...rows.keys()];
  const cut = Math.floor(0.8 * rows.length);
  const described = (part: number[]) => {
    const x = tf.tensor(part.map((i) => rows[i]!) as number[][]);
    const y = tf.tensor1d(part.map((i) => targets[i]!));
    const data = describeData(x, y);
    tf.dispose([x, y]);
    return data;
  };
  return derivedRows(described([...order.slice(0, cut)]), described([...order.slice(cut)]));
}

const NONE = { mirrored: 0, windows: 0, between: 0 };

test('mirror images that were made before the split are found; images of their own are none', () => {
  const { x, y } = datasets.shapes({ perClass: 20, seed: 1 });
  const all = tf.tensor(x.values, x.shape);
  const images = all.arraySync() as number[][][][];
  all.dispose();
  const labels = [...y.values];
  expect(derivedIn(images, labels)).toEqual(NONE);
  const [mirrored, upsideDown] = [
    images.map((rows) => rows.map((row) => row.toReversed())),
    images.map((rows) => rows.toReversed()),
  ];
  for (const turned of [mirrored, upsideDown])
    expect(derivedIn([...images, ...turned], [...labels, ...labels]).mirrored).toBeGreaterThan(0.6);
});

test('an image that is its own mirror image is a copy of nothing', () => {
  const draw = generator(2);
  const images = Array.from({ length: 60 }, () =>
    Array.from({ length: 6 }, () => {
      const half = [draw(), draw(), draw()];
      return [...half, ...half.toReversed()];
    }),
  );
  expect(
    derivedIn(
      images,
      images.map((_, i) => i % 2),
    ),
  ).toEqual(NONE);
});

const STEPS = 24;

function windowsOf(series: Nested[], stride: number): Nested[][] {
  const count = Math.floor((series.length - STEPS) / stride) + 1;
  return Array.from({ length: count }, (_, i) => series.slice(i * stride, i * stride + STEPS));
}

test('windows that share half of their steps with one of training are found, of one number a step or of several', () => {
  const draw = generator(3);
  const series = Array.from({ length: 1200 }, () => normal(draw));
  const several = series.map((value) => [Math.round(value), value, 1]);
  const shares = (windows: Nested[], shuffle = true) =>
    derivedIn(
      windows,
      windows.map((_, i) => i),
      { shuffle },
    ).windows;
  expect(shares(windowsOf(series, 1))).toBe(1);
  expect(shares(windowsOf(several, 1))).toBe(1);
  expect(shares(windowsOf(series, STEPS / 2))).toBeGreaterThan(0.5);
  expect(shares(windowsOf(series, STEPS / 2 + 1))).toBe(0);
  expect(shares(windowsOf(series, STEPS))).toBe(0);
  // In time, only those next to the split.
  expect(shares(windowsOf(series, 1), false)).toBeLessThan(0.1);
});

test('sequences of a few tokens share some by chance, never half', () => {
  const draw = generator(4);
  const sequences = Array.from({ length: 800 }, () =>
    Array.from({ length: STEPS }, () => Math.floor(6 * draw())),
  );
  expect(
    derivedIn(
      sequences,
      sequences.map((_, i) => i % 2),
    ),
  ).toEqual(NONE);
});

test('rows of one mark or two among zeros are no windows of a series', () => {
  const draw = generator(7);
  const mark = () => Array.from({ length: 30 }, () => 0);
  const rows = Array.from({ length: 400 }, () => {
    const row = mark();
    row[Math.floor(30 * draw())] = 1;
    row[Math.floor(30 * draw())] = 2;
    return row;
  });
  expect(
    derivedIn(
      rows,
      rows.map((_, i) => i),
    ).windows,
  ).toBe(0);
});

describe('points between training rows', () => {
  const draw = generator(6);
  const clouds = (features: number, rows = 800) => {
    const labels = Array.from({ length: rows }, () => Number(draw() < 0.1));
    return {
      labels,
      points: labels.map((label) => Array.from({ length: features }, () => normal(draw) + label)),
    };
  };

  test.each([2, 5, 40])(
    'are found where SMOTE made them before the split, scaled or not: %i features',
    (features) => {
      const { points, labels } = clouds(features);
      expect(derivedIn(points, labels)).toEqual(NONE);
      seed(1);
      const { x, y } = new Smote().fitResample(points, labels);
      expect(derivedIn(x, y).between).toBeGreaterThan(0.15);
      expect(
        derivedIn(
          x.map((row) => row.map((value, i) => (value - 3) / (1 + i))),
          y,
        ).between,
      ).toBeGreaterThan(0.15);
    },
  );

  test('are none where numbers come from a grid, or where all rows lie on a line', () => {
    const labels = Array.from({ length: 1000 }, (_, i) => i % 2);
    const grid = labels.map(() => Array.from({ length: 3 }, () => Math.floor(100 * draw())));
    expect(derivedIn(grid, labels).between).toBe(0);
    const line = labels.map((label) => {
      const at = draw();
      return [at, 2 * at + label, 1 - at];
    });
    expect(derivedIn(line, labels).between).toBe(0);
    // One class on a line: no pair of its rows would be an exception.
    const one = labels.map((label, i) => (label ? line[i]! : [normal(draw), normal(draw), normal(draw)]));
    expect(derivedIn(one, labels).between).toBe(0);
  });
});
