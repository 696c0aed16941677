import fc from 'fast-check';
import { seed } from '../../random';
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

const K = 2;

interface Table {
  x: number[][];
  y: number[];
}

/** Rows of two or three classes, each with more than K, on values coarse enough to tie now and then. */
const tables: fc.Arbitrary<Table> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 3 }))
  .chain(([columns, classes]) => {
    const value = fc.integer({ min: -40, max: 40 }).map((whole) => whole / 8);
    const row = fc.array(value, { minLength: columns, maxLength: columns });
    const few = fc.array(row, { minLength: K + 1, maxLength: 14 });
    return fc.array(few, { minLength: classes, maxLength: classes });
  })
  .map((classes) => ({ x: classes.flat(), y: classes.flatMap((rows, label) => rows.map(() => label)) }));

/** Runs each sampler on many tables, and sees that none is changed. */
function property(check: (table: Table) => void): void {
  fc.assert(
    fc.property(tables, fc.nat(), (table, n) => {
      seed(n);
      const copy = structuredClone(table);
      check(table);
      expect(table).toEqual(copy);
    }),
    { numRuns: 60, seed: 4 },
  );
}

function squared(a: number[], b: number[]): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);
}

/** Whether a row lies on the line between a row and one of the K nearest others of the same class. */
function betweenNeighbors(row: number[], same: number[][]): boolean {
  return same.some((from, i) => {
    const others = same.filter((_, j) => j !== i);
    const reach = others.map((other) => squared(from, other)).sort((a, b) => a - b)[K - 1]!;
    return others.some((to) => squared(from, to) <= reach && onSegment(row, from, to));
  });
}

function onSegment(row: number[], from: number[], to: number[]): boolean {
  const length = squared(from, to);
  const along = row.reduce((sum, value, i) => sum + (value - from[i]!) * (to[i]! - from[i]!), 0);
  const step = length === 0 ? 0 : along / length;
  const foot = from.map((value, i) => value + step * (to[i]! - value));
  return step >= 0 && step <= 1 && squared(row, foot) < 1e-18;
}

function countsOf(y: number[]): number[] {
  return [0, 1, 2].map((label) => y.filter((other) => other === label).length).filter((count) => count > 0);
}

test.each([
  ['Smote', new Smote({ kNeighbors: K })],
  ['BorderlineSmote', new BorderlineSmote({ kNeighbors: K, mNeighbors: 3 })],
])('%s: new rows lie between neighbors of their class', (_, sampler) => {
  property(({ x, y }) => {
    const made = sampler.fitResample(x, y);
    expect(made.x.slice(0, x.length)).toEqual(x);
    expect(made.y.slice(0, y.length)).toEqual(y);
    made.x.slice(x.length).forEach((row, i) => {
      const label = made.y[x.length + i];
      const same = x.filter((_row, j) => y[j] === label);
      expect(betweenNeighbors(row, same)).toBe(true);
    });
  });
});

test('over-sampling brings every class to the count of the largest', () => {
  property(({ x, y }) => {
    const most = Math.max(...countsOf(y));
    for (const sampler of [new Smote({ kNeighbors: K }), new RandomOverSampler(), new GaussianNoise()]) {
      expect(countsOf(sampler.fitResample(x, y).y)).toEqual(countsOf(y).map(() => most));
    }
  });
});

test('SmoteTomek keeps rows that came or that SMOTE can make', () => {
  property(({ x, y }) => {
    const made = new SmoteTomek({ smote: new Smote({ kNeighbors: K }) }).fitResample(x, y);
    made.x.forEach((row, i) => {
      const same = x.filter((_row, j) => y[j] === made.y[i]);
      expect(same.some((other) => squared(row, other) === 0) || betweenNeighbors(row, same)).toBe(true);
    });
  });
});

test.each([
  ['TomekLinks', new TomekLinks()],
  ['EditedNearestNeighbours', new EditedNearestNeighbours()],
  ['NearMiss 1', new NearMiss()],
  ['NearMiss 2', new NearMiss({ version: 2 })],
  ['NearMiss 3', new NearMiss({ version: 3 })],
  ['RandomUnderSampler', new RandomUnderSampler()],
])('%s: what is left is a subset, by number', (_, sampler) => {
  const warned = jest.spyOn(console, 'warn').mockImplementation(() => {});
  property(({ x, y }) => {
    const made = sampler.fitResample(x, y);
    expect(new Set(made.sampleIndices).size).toBe(made.sampleIndices.length);
    expect(made.x).toEqual(made.sampleIndices.map((row) => x[row]));
    expect(made.y).toEqual(made.sampleIndices.map((row) => y[row]));
  });
  warned.mockRestore();
});

test('the smallest class loses no row by default', () => {
  property(({ x, y }) => {
    const counts = countsOf(y);
    const smallest = counts.indexOf(Math.min(...counts));
    const rowsOf = (labels: number[]) => labels.filter((label) => label === smallest).length;
    for (const sampler of [new TomekLinks(), new EditedNearestNeighbours(), new RandomUnderSampler()]) {
      expect(rowsOf(sampler.fitResample(x, y).y)).toBe(rowsOf(y));
    }
  });
});

test('RandomOverSampler repeats rows of the class; no noise leaves GaussianNoise copies', () => {
  property(({ x, y }) => {
    for (const sampler of [new RandomOverSampler(), new GaussianNoise({ stddev: 0 })]) {
      const made = sampler.fitResample(x, y);
      expect(made.sampleIndices.slice(0, x.length)).toEqual(x.map((_, row) => row));
      expect(made.x).toEqual(made.sampleIndices.map((row) => x[row]));
      expect(made.y).toEqual(made.sampleIndices.map((row) => y[row]));
    }
  });
});
