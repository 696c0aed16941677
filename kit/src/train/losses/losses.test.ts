import * as tf from '@tensorflow/tfjs';
import { expectClose } from '../../close.fixture';
import { ready } from '../../engine';
import { golden } from '../../golden.fixture';
import { train } from '../train';
import {
  type BinaryFocalOptions,
  binaryFocalCrossentropy,
  type CategoricalFocalOptions,
  categoricalFocalCrossentropy,
  type Loss,
  weightedBinaryCrossentropy,
} from '.';

interface Case<Options> {
  name: string;
  options: Options;
  yTrue: number[][];
  yPred: number[][];
  /** One loss a row. */
  values: number[];
  /** Of the mean loss by yPred. */
  gradient: number[][];
}

interface Golden {
  weightedBinaryCrossentropy: Case<{ weights: [number, number]; fromLogits: boolean }>[];
  binaryFocalCrossentropy: Case<BinaryFocalOptions>[];
  categoricalFocalCrossentropy: Case<CategoricalFocalOptions>[];
}

const reference = golden<Golden>('losses');

beforeAll(async () => {
  await ready();
});

const TOLERANCE = 1e-5;

function expectAsKeras(loss: Loss, { yTrue, yPred, values, gradient }: Case<unknown>): void {
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const truth = tf.tensor2d(yTrue);
    const predicted = tf.tensor2d(yPred);
    expectClose(loss(truth, predicted).dataSync(), values, TOLERANCE);
    const gradientOf = tf.grad((output) => loss(truth, output).mean());
    expectClose(gradientOf(predicted).dataSync(), gradient.flat(), TOLERANCE);
  });
  expect(tf.memory().numTensors).toBe(before);
}

describe('values and gradients are those of Keras:', () => {
  test.each(reference.weightedBinaryCrossentropy)('$name', (golden) => {
    const { weights, ...options } = golden.options;
    expectAsKeras(weightedBinaryCrossentropy(weights, options), golden);
  });
  test.each(reference.binaryFocalCrossentropy)('$name', (golden) => {
    expectAsKeras(binaryFocalCrossentropy(golden.options), golden);
  });
  test.each(reference.categoricalFocalCrossentropy)('$name', (golden) => {
    expectAsKeras(categoricalFocalCrossentropy(golden.options), golden);
  });
});

const x = () => tf.tensor2d([[0], [1], [2], [3], [4], [5]]);
const y = () => tf.tensor2d([[0], [0], [0], [0], [1], [1]]);

/** A net of one neuron with all weights zero. */
function neuron(loss: Loss, activation: 'sigmoid' | 'linear'): tf.Sequential {
  const layer = tf.layers.dense({ units: 1, activation, inputShape: [1], kernelInitializer: 'zeros' });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer: tf.train.sgd(0.5), loss });
  return model;
}

test('a weighted loss trains as classWeight does', async () => {
  const options = { x: x(), y: y(), epochs: 3, batchSize: 6, shuffle: false };
  const plain = neuron(weightedBinaryCrossentropy([1, 1]), 'sigmoid');
  const weighted = neuron(weightedBinaryCrossentropy([0.2, 0.8]), 'sigmoid');
  const byClass = (await train(plain, { ...options, classWeight: { 0: 0.2, 1: 0.8 } })).history.loss!;
  const byLoss = (await train(weighted, options)).history.loss!;
  expectClose(byLoss, byClass, TOLERANCE);
  // At p = 1/2 an element costs log 2 times its weight.
  expect(byLoss[0]).toBeCloseTo((Math.log(2) * (4 * 0.2 + 2 * 0.8)) / 6, 6);
});

/** Of the loss of one prediction whose target is 1. */
function gradientAt(loss: Loss, output: number): number {
  return tf.tidy(() => {
    const gradient = tf.grad((predicted) => loss(tf.tensor2d([[1]]), predicted).mean());
    return gradient(tf.tensor2d([[output]])).dataSync()[0]!;
  });
}

test('a saturated wrong prediction freezes on probabilities and recovers on logits', () => {
  expect(gradientAt(weightedBinaryCrossentropy([1, 3]), 0)).toBeCloseTo(0);
  expect(gradientAt(weightedBinaryCrossentropy([1, 3], { fromLogits: true }), -100)).toBeCloseTo(-3);
});

test('with gamma 0 a prediction that is exactly right has a gradient of 0, not NaN', () => {
  expect(gradientAt(binaryFocalCrossentropy({ gamma: 0, fromLogits: true }), 100)).toBeCloseTo(0);
});

test('integer targets are taken', () => {
  const value = tf.tidy(() =>
    binaryFocalCrossentropy()(tf.tensor2d([[1]], [1, 1], 'int32'), tf.tensor2d([[0.5]])).dataSync(),
  );
  expect(value[0]).toBeCloseTo(0.25 * Math.log(2), 6);
});

test.each(
  [
    weightedBinaryCrossentropy([0.2, 0.8], { fromLogits: true }),
    binaryFocalCrossentropy({ gamma: 2, applyClassBalancing: true, alpha: 0.75, fromLogits: true }),
  ].map((loss) => [loss.name, loss] as const),
)('%s trains, is told of by its name, and leaves no tensor behind', async (_name, loss) => {
  const data = { x: x(), y: y() };
  const model = neuron(loss, 'linear');
  const before = tf.memory().numTensors;
  const run = await train(model, { ...data, epochs: 20, batchSize: 6 });
  expect(run.history.loss![19]).toBeLessThan(run.history.loss![0]!);
  expect(run.model.loss).toBe(loss.name);
  expect(tf.memory().numTensors).toBe(before);
});

test('the focal loss of classes trains a softmax', async () => {
  const model = tf.sequential({
    layers: [tf.layers.dense({ units: 3, activation: 'softmax', inputShape: [1] })],
  });
  const loss = categoricalFocalCrossentropy({ alpha: [0.2, 0.3, 0.5] });
  model.compile({ optimizer: tf.train.adam(0.1), loss });
  const classes = tf.oneHot(tf.tensor1d([0, 0, 1, 1, 2, 2], 'int32'), 3).toFloat();
  const run = await train(model, { x: x(), y: classes, epochs: 20, batchSize: 6 });
  expect(run.history.loss![19]).toBeLessThan(run.history.loss![0]!);
});

test.each([
  [
    () => weightedBinaryCrossentropy([1] as never),
    'weights: expected [weight of class 0, weight of class 1], got [1]',
  ],
  [
    () => weightedBinaryCrossentropy({ 0: 1, 1: 2 } as never),
    'weights: expected [weight of class 0, weight of class 1]',
  ],
  [() => weightedBinaryCrossentropy([1, -1]), 'weights[1]: expected a finite number >= 0, got -1'],
  [() => binaryFocalCrossentropy({ gamma: Number.NaN }), 'gamma: expected a finite number >= 0, got NaN'],
  [() => binaryFocalCrossentropy({ alpha: 2 }), 'alpha: expected a number in [0, 1], got 2'],
  [
    () => binaryFocalCrossentropy({ labelSmoothing: -1 }),
    'labelSmoothing: expected a number in [0, 1], got -1',
  ],
  [() => categoricalFocalCrossentropy({ alpha: [1, -2] }), 'alpha[1]: expected a finite number >= 0, got -2'],
  [() => categoricalFocalCrossentropy({ alpha: -1 }), 'alpha: expected a finite number >= 0, got -1'],
  [
    () => categoricalFocalCrossentropy({ alpha: [1, 2] })(tf.ones([2, 3]), tf.ones([2, 3])),
    'alpha: expected a weight for each of the 3 classes, got 2',
  ],
  [
    () => weightedBinaryCrossentropy([1, 2])(tf.ones([2]), tf.ones([2, 1])),
    'yTrue: expected the shape of yPred, [2, 1], got [2]',
  ],
])('bad input %# is an error that says what was expected', (make, message) => {
  expect(make).toThrow(message);
});
