import { takeRows } from '../ndarray';
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

// The examples of the docstrings.

test('Smote', () => {
  const { x, y } = new Smote({ kNeighbors: 1 }).fitResample([[0], [1], [2], [8], [9]], [0, 0, 0, 1, 1]);
  expect(x.slice(0, 5)).toEqual([[0], [1], [2], [8], [9]]);
  expect(x[5]![0]).toBeGreaterThanOrEqual(8);
  expect(x[5]![0]).toBeLessThanOrEqual(9);
  expect(y).toEqual([0, 0, 0, 1, 1, 1]);
});

test('BorderlineSmote', () => {
  const sampler = new BorderlineSmote({ kNeighbors: 1, mNeighbors: 2 });
  const { x, y } = sampler.fitResample([[0], [1], [2], [3], [4], [5.5]], [0, 0, 0, 0, 1, 1]);
  expect(y.slice(6)).toEqual([1, 1]);
  for (const [value] of x.slice(6)) {
    expect(value).toBeGreaterThanOrEqual(4);
    expect(value).toBeLessThanOrEqual(5.5);
  }
});

test('SmoteTomek', () => {
  const sampler = new SmoteTomek({ smote: new Smote({ kNeighbors: 1 }) });
  const { x, y } = sampler.fitResample([[0], [1], [2], [8], [9]], [0, 0, 0, 1, 1]);
  expect(y).toEqual([0, 0, 0, 1, 1, 1]);
  expect(x).toHaveLength(6);
});

test('TomekLinks', () => {
  const { sampleIndices } = new TomekLinks().fitResample([[0], [1], [2], [2.1], [5]], [0, 0, 0, 1, 1]);
  expect(sampleIndices).toEqual([0, 1, 3, 4]);
});

test('EditedNearestNeighbours', () => {
  const sampler = new EditedNearestNeighbours({ nNeighbors: 1 });
  const { sampleIndices } = sampler.fitResample([[0], [1], [5], [5.1], [6]], [0, 0, 0, 1, 1]);
  expect(sampleIndices).toEqual([0, 1, 3, 4]);
});

test('NearMiss', () => {
  const sampler = new NearMiss({ nNeighbors: 1 });
  const { sampleIndices } = sampler.fitResample([[0], [3], [1], [9], [8]], [0, 0, 0, 1, 1]);
  expect(sampleIndices).toEqual([1, 2, 3, 4]);
});

test('RandomUnderSampler', () => {
  const images = { values: new Float32Array(4 * 2 * 2 * 1), shape: [4, 2, 2, 1] };
  const numbers = [[0], [1], [2], [3]];
  const { sampleIndices } = new RandomUnderSampler().fitResample(numbers, [0, 0, 0, 1]);
  expect(takeRows(images, sampleIndices).shape).toEqual([2, 2, 2, 1]);
});

test('RandomOverSampler', () => {
  const { x, y, sampleIndices } = new RandomOverSampler().fitResample([[0], [1], [7]], [0, 0, 1]);
  expect({ x, y, sampleIndices }).toEqual({
    x: [[0], [1], [7], [7]],
    y: [0, 0, 1, 1],
    sampleIndices: [0, 1, 2, 2],
  });
});

test('GaussianNoise', () => {
  const sampler = new GaussianNoise({ stddev: 0.05 });
  const { x, y, sampleIndices } = sampler.fitResample([[0], [1], [7]], [0, 0, 1]);
  expect(y).toEqual([0, 0, 1, 1]);
  expect(sampleIndices).toEqual([0, 1, 2, 2]);
  expect(Math.abs(x[3]![0]! - 7)).toBeLessThan(0.5);
});
