import { assess, requestOf } from './assess';
import { classesOf } from './predictions';
import { type Criterion, type TrainingTask, trainingTask } from './task';

const labels = (values: number[]) => ({ values: Float32Array.from(values), shape: [values.length, 1] });
const data = {
  train: { x: labels([1, 2]), y: labels([0, 1]) },
  heldOut: { x: labels([3, 4, 5]), y: labels([1, 1, 0]) },
};
const share: Criterion = {
  name: 'share of ones',
  reason: 'too-few',
  atLeast: 0.5,
  measure: ({ predictions }) => predictions.filter((p) => p > 0.5).length / predictions.length,
  explain: (value, { history }) => `Only ${value} after ${history.loss!.length} epochs.`,
};
const task: TrainingTask = {
  hooks: { required: ['buildModel'] },
  epochs: 2,
  batchSize: 4,
  data: () => data,
  criteria: [share],
};
const trained = {
  history: { loss: [1, 0.5] },
  input: { min: 0, max: 1, mean: 0.5, sd: 0.1 },
  layers: [],
  threshold: 0.5,
  outputs: 1,
  trainPredictions: [0.1, 0.2],
  predictions: [[0.9, 0.9, 0.1]],
  steps: { made: 2, planned: 2 },
};

test('the child is sent nothing of held-out rows', () => {
  expect(requestOf(task, 7, data)).toEqual({
    seed: 7,
    x: data.train.x,
    y: data.train.y,
    epochs: 2,
    batchSize: 4,
  });
});

test('a run that misses nothing passes, with what was measured', () => {
  expect(assess(task, data, trained)).toMatchObject({
    judgement: { pass: true },
    measures: { 'share of ones': 2 / 3 },
  });
});

test('the first criterion missed is named, with value, bound, explanation and loss', () => {
  const second = { ...share, name: 'second', reason: 'second' };
  const few = { ...trained, predictions: [[0.9, 0.1, 0.1]] };
  const { judgement } = assess({ ...task, criteria: [share, second] }, data, few);
  expect(judgement.reason).toBe('too-few');
  expect(judgement.feedback).toBe(
    'share of ones: 0.333, expected at least 0.5. Only 0.3333333333333333 after 2 epochs. The loss went from 1 to 0.5.',
  );
  expect(judgement.evidence).toMatchObject({
    measures: { 'share of ones': 1 / 3, second: 1 / 3 },
    loss: [1, 0.5],
  });
});

test.each([
  [{ atLeast: 2 / 3 }, true],
  [{ atLeast: 0.7 }, false],
  [{ atMost: 2 / 3 }, true],
  [{ atMost: 0.6 }, false],
  [{ atMost: 1, measure: () => Number.NaN }, false],
  [{ atLeast: 0, measure: () => Number.NaN }, false],
])('%p is met: %p', (bounds, met) => {
  const { atLeast, ...rest } = share;
  const criterion = { ...rest, ...bounds };
  expect(assess({ ...task, criteria: [criterion] }, data, trained).judgement.pass).toBe(met);
});

test.each([
  ['nan-predictions', { predictions: [[0.9, Number.NaN, 0.1]] }],
  ['infinite-predictions', { predictions: [[0.9, Infinity, 0.1]] }],
  ['not-probabilities', { predictions: [[0.9, 1.5, 0.1]] }],
  ['not-probabilities', { trainPredictions: [-0.1, 0.5] }],
  ['wrong-shape', { predictions: [[0.9, 0.9]] }],
  ['wrong-shape', { predictions: [[1, 0, 1, 0, 1, 0]], trainPredictions: [1, 0, 1, 0], outputs: 2 }],
])('%s: nothing is measured', (reason, broken) => {
  expect(assess(task, data, { ...trained, ...broken })).toMatchObject({
    judgement: { pass: false, reason },
    measures: {},
  });
});

test('a rounding beside 0 or 1 is no wrong probability, and one that is wrong is shown as that', () => {
  const rounded = { predictions: [[Math.fround(1 + 1e-7), 0.9, -1e-8]] };
  expect(assess(task, data, { ...trained, ...rounded }).judgement.pass).toBe(true);
  const wrong = { predictions: [[1.0003, 0.9, 0.1]] };
  expect(assess(task, data, { ...trained, ...wrong }).judgement.feedback).toContain('one is 1.0003.');
});

test('labels that are class numbers need as many outputs as the task says', () => {
  const softmax = {
    ...trained,
    outputs: 2,
    predictions: [[0.2, 0.8, 1, 0, 1, 0]],
    trainPredictions: [1, 0, 1, 0],
  };
  expect(assess({ ...task, outputs: 2 }, data, softmax).measures).toEqual({ 'share of ones': 0.5 });
  expect(classesOf(softmax.predictions[0]!, 2)).toEqual([1, 0, 0]);
});

test.each([
  ['without a bound', { criteria: [{ ...share, atLeast: undefined }] }, 'needs either atLeast or atMost'],
  ['with two bounds', { criteria: [{ ...share, atMost: 1 }] }, 'needs either atLeast or atMost'],
  ['without criteria', { criteria: [] }, 'expected at least one'],
  ['with one name twice', { criteria: [share, share] }, 'two have the same name'],
  ['without a model', { hooks: { required: [] } }, 'expected "buildModel"'],
])('a task %s is refused', (_what, wrong, message) => {
  expect(() => trainingTask({ ...task, ...wrong } as TrainingTask)).toThrow(message);
});
