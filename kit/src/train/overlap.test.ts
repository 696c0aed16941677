import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import { type Generator, generator, normal } from '../random';
import { describeData } from './data-statistics';
import { overlapOf } from './overlap';

beforeAll(async () => {
  await ready();
});

function described(rows: number[][]) {
  const x = tf.tensor2d(rows);
  const y = tf.tensor1d(rows.map((_, i) => i % 2));
  const data = describeData(x, y);
  tf.dispose([x, y]);
  return data;
}

const noise = (n: number, draw: Generator) =>
  Array.from({ length: n }, () => Array.from({ length: 20 }, () => normal(draw)));
const nudged = (rows: number[][], draw: Generator) =>
  rows.map((row) => row.map((value) => value + 0.01 * normal(draw)));
/** Curves that one number, the phase, tells apart. */
const waves = (n: number, draw: Generator) =>
  Array.from({ length: n }, () => {
    const phase = 6 * draw();
    return Array.from({ length: 20 }, (_, t) => Math.sin(phase + t / 2));
  });

test('rows of their own are no copies, copies and nudged copies are', () => {
  const draw = generator(1);
  const [train, held] = [noise(100, draw), noise(40, draw)];
  expect(overlapOf(described(train), described(held))).toMatchObject({ exact: 0, near: 0, nearInGroups: 0 });
  const copied = [...train.slice(0, 10), ...held.slice(10)];
  expect(overlapOf(described(train), described(copied))).toMatchObject({ exact: 0.25, near: 0.25 });
  const close = [...nudged(train.slice(0, 20), draw), ...held.slice(20)];
  const overlap = { exact: 0, near: 0.5, nearWithin: 0, nearInGroups: 0.5 };
  expect(overlapOf(described(train), described(close))).toMatchObject(overlap);
});

test('copies on both sides of the split lie in tight groups', () => {
  const draw = generator(2);
  const originals = noise(30, draw);
  const train = [...originals, ...nudged(originals, draw), ...nudged(originals, draw)];
  const overlap = overlapOf(described(train), described(nudged(originals, draw)));
  expect(overlap).toMatchObject({ near: 1, nearWithin: 1, nearInGroups: 1 });
});

test('rows that are alike by nature lie near, within the training part too, and in fewer groups', () => {
  const draw = generator(3);
  const overlap = overlapOf(described(waves(150, draw)), described(waves(60, draw)));
  expect(overlap.near).toBeGreaterThan(0.9);
  expect(overlap.nearWithin).toBeGreaterThan(0.9);
  expect(overlap.nearInGroups).toBeLessThan(0.6);
});
