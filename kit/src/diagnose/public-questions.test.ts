import * as tf from '@tensorflow/tfjs';
import { datasets } from '../data';
import { toTensor } from '../data/to-tensor';
import { ready } from '../engine';
import { seed } from '../random';
import { type TrainingRun, type TrainOptions, train } from '../train';
import { diagnose } from '.';

/** Networks as people show them when they ask why theirs does not learn, on data of the course. */

beforeAll(async () => {
  await ready();
});

type Layers = tf.layers.Layer[];
interface Question {
  layers?: (classes: number) => Layers;
  optimizer?: () => tf.Optimizer;
  loss?: string;
  divideBy?: number;
  labels?: (y: tf.Tensor) => tf.Tensor;
  data?: () => { x: tf.Tensor; y: tf.Tensor; held: { x: tf.Tensor; y: tf.Tensor } };
  fit?: Partial<TrainOptions>;
}

const conv = (filters: number, more: object = {}) =>
  tf.layers.conv2d({
    filters,
    kernelSize: 3,
    activation: 'relu',
    kernelInitializer: 'heNormal',
    ...more,
  });
const dense = (units: number, activation?: string, more: object = {}) =>
  tf.layers.dense({ units, ...(activation ? { activation: activation as 'relu' } : {}), ...more });
const pool = () => tf.layers.maxPooling2d({ poolSize: 2 });
const body = () => [conv(8), pool(), conv(16), pool(), tf.layers.flatten()];

function gratings(perClass = 80) {
  const part = (n: number) => {
    const { x, y } = datasets.gratings({ seed: n, perClass });
    return { x: toTensor(x), y: toTensor(y) };
  };
  return { ...part(1), held: part(2) };
}

/** Five shapes, sorted by class; the first fifth is held out, as `validationSplit` without a shuffle would. */
function sortedShapes() {
  const { x, y } = datasets.shapes({ perClass: 60, shuffle: false });
  const [all, labels] = [toTensor(x), toTensor(y)];
  return {
    x: tf.slice(all, 60),
    y: oneHot(tf.slice(labels, 60), 5),
    held: { x: tf.slice(all, 0, 60), y: oneHot(tf.slice(labels, 0, 60), 5) },
  };
}

const oneHot = (y: tf.Tensor, classes: number) => tf.oneHot(y.flatten().toInt(), classes, 1, 0, 'float32');

function digits() {
  const { x, y } = datasets.digits();
  const [all, labels] = [toTensor(x).mul(255 / 16), oneHot(toTensor(y), 10)];
  return {
    x: tf.slice(all, 0, 500),
    y: tf.slice(labels, 0, 500),
    held: { x: tf.slice(all, 500, 300), y: tf.slice(labels, 500, 300) },
  };
}

async function ask({
  layers = () => [...body(), dense(1, 'sigmoid')],
  data = gratings,
  ...asked
}: Question): Promise<TrainingRun> {
  seed(3);
  const { x, y, held } = data();
  const inputShape = x.shape.slice(1) as number[];
  const model = tf.sequential({ layers: [tf.layers.inputLayer({ inputShape }), ...layers(y.shape[1]!)] });
  model.compile({
    optimizer: asked.optimizer?.() ?? tf.train.adam(0.005),
    loss: asked.loss ?? (y.shape[1]! > 1 ? 'categoricalCrossentropy' : 'binaryCrossentropy'),
    metrics: ['accuracy'],
  });
  const scaled = (images: tf.Tensor) => images.div(asked.divideBy ?? 255);
  const labels = asked.labels ?? ((targets: tf.Tensor) => targets);
  return train(model, {
    x: scaled(x),
    y: labels(y),
    validation: { x: scaled(held.x), y: labels(held.y) },
    epochs: 8,
    batchSize: 16,
    seed: 3,
    ...asked.fit,
  });
}

const softmaxNet = (classes: number) => [
  tf.layers.flatten(),
  dense(32, 'relu', { kernelInitializer: 'heNormal' }),
  dense(classes, 'softmax'),
];

/** Enough for what the form of the network or of the data settles. */
const brief = { epochs: 2 };

const QUESTIONS: [string, Question, string][] = [
  [
    'pixels are not divided by 255',
    { divideBy: 1, optimizer: () => tf.train.momentum(0.01, 0.9) },
    'unnormalized-input',
  ],
  ['labels are divided by 255 too', { labels: (y) => y.div(255), fit: brief }, 'wrong-loss'],
  [
    'softmax on one unit',
    { layers: () => [...body(), dense(1, 'softmax')], fit: brief },
    'wrong-output-activation',
  ],
  [
    'relu on the output',
    { layers: () => [...body(), dense(1, 'relu')], fit: brief },
    'wrong-output-activation',
  ],
  [
    'one sigmoid for ten digits',
    {
      data: digits,
      loss: 'binaryCrossentropy',
      labels: (y) => y.argMax(1).toFloat().expandDims(1),
      layers: () => [tf.layers.flatten(), dense(32, 'relu'), dense(1, 'sigmoid')],
      fit: brief,
    },
    'wrong-output-activation',
  ],
  [
    'logits into categorical cross-entropy',
    {
      data: digits,
      layers: (classes) => [tf.layers.flatten(), dense(32, 'relu'), dense(classes)],
      fit: brief,
    },
    'wrong-output-activation',
  ],
  [
    'sigmoid with categorical cross-entropy, which learns all the same',
    {
      data: digits,
      layers: (classes) => [tf.layers.flatten(), dense(32, 'relu'), dense(classes, 'sigmoid')],
      fit: { epochs: 3 },
    },
    'wrong-output-activation',
  ],
  ['learning rate 1', { optimizer: () => tf.train.adam(1), fit: { epochs: 4 } }, 'lr-too-high'],
  ['learning rate 1e-6', { optimizer: () => tf.train.adam(1e-6), fit: { epochs: 4 } }, 'lr-too-low'],
  [
    'hidden layers without activation',
    {
      layers: () => [
        conv(8, { activation: 'linear' }),
        conv(8, { activation: 'linear' }),
        tf.layers.globalAveragePooling2d({}),
        dense(1, 'sigmoid'),
      ],
    },
    'underfitting',
  ],
  [
    'validation on the first rows of sorted data',
    { data: sortedShapes, layers: (classes) => [...body(), dense(classes, 'softmax')] },
    'unshuffled-split',
  ],
  [
    'dropout 0.9 before each layer',
    {
      data: digits,
      layers: (classes) => [
        tf.layers.flatten(),
        tf.layers.dropout({ rate: 0.9 }),
        dense(32, 'relu'),
        tf.layers.dropout({ rate: 0.9 }),
        dense(classes, 'softmax'),
      ],
    },
    'over-regularized',
  ],
  [
    'mean absolute error for ten classes',
    { data: digits, loss: 'meanAbsoluteError', optimizer: () => tf.train.sgd(0.01), layers: softmaxNet },
    'wrong-loss',
  ],
  [
    'all weights zero',
    {
      data: digits,
      layers: (classes) => [
        tf.layers.flatten(),
        dense(32, 'relu', { kernelInitializer: 'zeros' }),
        dense(classes, 'softmax'),
      ],
    },
    'bad-initialization',
  ],
  [
    'one batch of everything',
    { data: digits, optimizer: () => tf.train.adam(0.001), layers: softmaxNet, fit: { batchSize: 500 } },
    'batch-size-too-large',
  ],
  [
    'ten sigmoid layers',
    {
      data: digits,
      layers: (classes) => [
        tf.layers.flatten(),
        ...Array.from({ length: 10 }, () => dense(24, 'sigmoid')),
        dense(classes, 'softmax'),
      ],
    },
    'vanishing-gradient',
  ],
  [
    'validation rows are training rows',
    {
      data: () => {
        const all = gratings(40);
        return { ...all, held: { x: tf.slice(all.x, 0, 40), y: tf.slice(all.y, 0, 40) } };
      },
      fit: brief,
    },
    'train-test-overlap',
  ],
];

test.each(QUESTIONS)('%s', async (_name, question, fault) => {
  const findings = diagnose(await ask(question));
  expect(findings.map((finding) => finding.fault)[0]).toBe(fault);
  expect(findings[0]!.evidence).toMatch(/\d/);
});

const FINE: [string, Question][] = [
  ['nothing is wrong', { fit: { epochs: 10 } }],
  ['mean squared error for two classes', { loss: 'meanSquaredError', fit: { epochs: 10 } }],
  [
    'dropout 0.5, and slow for it',
    {
      data: digits,
      layers: (classes) => [
        tf.layers.flatten(),
        dense(64, 'relu'),
        tf.layers.dropout({ rate: 0.5 }),
        dense(classes, 'softmax'),
      ],
      fit: { epochs: 20 },
    },
  ],
];

test.each(FINE)('%s: no finding', async (_name, question) => {
  expect(diagnose(await ask(question)).map(({ fault, evidence }) => `${fault}: ${evidence}`)).toEqual([]);
});
