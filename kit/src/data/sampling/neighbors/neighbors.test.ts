import * as tf from '@tensorflow/tfjs';
import { ready } from '../../../engine';
import { generator, normal } from '../../../random';
import { goldens } from '../sampling.fixture';
import { searchAll } from './brute-force';
import { emptyNeighbors } from './heap';
import { nearestNeighbors, type Points } from './index';
import { pairScores, type Scores } from './scores';
import { screenRow } from './screen';

beforeAll(async () => {
  await ready();
});

function pointsOf(rows: number[][]): Points {
  return { values: Float64Array.from(rows.flat()), rows: rows.length, columns: rows[0]!.length };
}

test.each(goldens.neighbors)('$name: the order of scikit-learn', (given) => {
  const points = pointsOf(given.points);
  const queries = given.queries ? pointsOf(given.queries) : points;
  const { indices, squared } = nearestNeighbors(points, queries, given.k);
  expect([...indices]).toEqual(given.indices);
  // The original expands |a - b|² in brute force, which costs it digits.
  const off = given.distances.map((distance, at) => Math.abs(Math.sqrt(squared[at]!) - distance));
  expect(Math.max(...off)).toBeLessThan(1e-4);
});

/** Rows around an offset, so many that a search of all is screened. */
function cloud(rows: number, columns: number, offset: number, scale: number): Points {
  const draw = generator(rows);
  const values = Float64Array.from({ length: rows * columns }, () => offset + scale * normal(draw));
  return { values, rows, columns };
}

describe('a screened search finds the same neighbors, in the same order, as one of all', () => {
  test.each([
    ['centered', 0, 1],
    ['far from zero', 1e4, 1],
    ['so far that single precision tells no two apart', 1e9, 1e-3],
    ['tiny', 0, 1e-100],
    ['huge', 0, 1e100],
  ])('%s', (_, offset, scale) => {
    const points = cloud(520, 17, offset, scale);
    const before = tf.memory().numTensors;
    const scores = pairScores(points, points);
    expect(scores).toBeDefined();
    expect(searchAll(points, points, 6, scores)).toEqual(searchAll(points, points, 6));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('one row far outside', () => {
    const points = cloud(520, 17, 0, 1);
    points.values.fill(1e5, 0, 17);
    expect(searchAll(points, points, 6, pairScores(points, points))).toEqual(searchAll(points, points, 6));
  });

  test('rows that occur twice', () => {
    const points = cloud(520, 17, 0, 1);
    points.values.copyWithin(100 * 17, 0, 50 * 17);
    expect(searchAll(points, points, 6, pairScores(points, points))).toEqual(searchAll(points, points, 6));
  });

  test('other queries than points', () => {
    const points = cloud(700, 20, 0, 1);
    const queries = cloud(400, 20, 0.5, 1);
    expect(searchAll(points, queries, 3, pairScores(points, queries))).toEqual(searchAll(points, queries, 3));
  });

  test('an engine less exact than promised', () => {
    const points = cloud(520, 17, 0, 1);
    const scores = pairScores(points, points)!;
    const blurred: Scores = {
      ...scores,
      of: (q) => scores.of(q).map((score, i) => score * (1 + (i % 3) / 50)),
    };
    expect(searchAll(points, points, 6, blurred)).toEqual(searchAll(points, points, 6));
  });
});

test('a search with scores asks for each row once, in order', () => {
  const points = cloud(520, 17, 0, 1);
  const scores = pairScores(points, points)!;
  const asked: number[] = [];
  const of = (q: number) => {
    asked.push(q);
    return scores.of(q);
  };
  searchAll(points, points, 6, { ...scores, of });
  expect(asked).toEqual(Array.from(asked.keys()));
  expect(asked).toHaveLength(points.rows);
});

test('scores settle a search without ties, and rule most rows out', () => {
  const points = cloud(520, 17, 0, 1);
  const scores = pairScores(points, points)!;
  for (let q = 0; q < points.rows; q++) {
    expect(screenRow(scores, points, points, q, emptyNeighbors(points.rows, 6))).toBe(true);
  }
  const highest = scores.at(0, 4 ** 2) + scores.error(0, 4 ** 2);
  const near = scores.of(0).filter((score) => score <= highest).length;
  expect(near).toBeGreaterThan(0);
  expect(near).toBeLessThan(points.rows / 4);
});

test('small searches, and rows whose scale leaves no room, are not screened', () => {
  const few = cloud(20, 17, 0, 1);
  expect(pairScores(few, few)).toBeUndefined();
  for (const scale of [0, 1e-150, 1e150]) {
    const points = cloud(520, 17, 0, scale);
    expect(pairScores(points, points)).toBeUndefined();
  }
});
