import * as tf from '@tensorflow/tfjs';
import { datasets } from '../data';
import { toTensor } from '../data/to-tensor';
import { ready } from '../engine';
import { seed } from '../random';
import { train } from '../train';
import { confirm, diagnose } from '.';

beforeAll(async () => {
  await ready();
});

function network(bias: number, rate: number): tf.Sequential {
  seed(5);
  const model = tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [8, 8, 3] }),
      tf.layers.dense({
        units: 16,
        activation: 'relu',
        biasInitializer: tf.initializers.constant({ value: bias }),
      }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(rate), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

function levels() {
  const { x, y } = datasets.levels({ counts: [60, 60] });
  return { x: toTensor(x).div(255).sub(0.5), y: toTensor(y) };
}

test.each([
  ['dying-relu', network.bind(null, -9, 0.01)],
  ['lr-too-low', network.bind(null, 0, 2e-5)],
])('the one change for %s is tried, helps, and leaves no tensor', async (fault, build) => {
  const model = build();
  const options = { ...levels(), epochs: 6, batchSize: 8, seed: 1 };
  const finding = diagnose(await train(model, options)).find((one) => one.fault === fault)!;
  expect(finding).toBeDefined();
  const weights = model.getWeights()[0]!.dataSync().slice();
  const tensors = tf.memory().numTensors;
  const { helped, said } = await confirm(finding, { model, options });
  expect(said).toMatch(/^Helps: .* Loss \d/);
  expect(helped).toBe(true);
  expect(tf.memory().numTensors).toBe(tensors);
  expect(model.getWeights()[0]!.dataSync()).toEqual(weights);
});

function points(target: (a: number, b: number) => number) {
  const rows = Array.from({ length: 96 }, (_, i) => [(i % 12) / 11, Math.floor(i / 12) / 7]);
  return { x: tf.tensor2d(rows), y: tf.tensor2d(rows.map(([a, b]) => [target(a!, b!)])) };
}

function small(last: string, loss: string, optimizer: tf.Optimizer, hidden = 'relu') {
  seed(4);
  const layers = [
    tf.layers.dense({ units: 16, activation: hidden as 'relu', inputShape: [2] }),
    tf.layers.dense({ units: 1, activation: last as 'softmax' }),
  ];
  const model = tf.sequential({ layers });
  model.compile({ optimizer, loss, metrics: [] });
  return model;
}

/** With noise ten times as large as the inputs. */
function noisy() {
  const model = tf.sequential({
    layers: [
      tf.layers.gaussianNoise({ stddev: 3, inputShape: [2] }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.2), loss: 'binaryCrossentropy', metrics: [] });
  return model;
}

const isHigh = (a: number) => Number(a > 0.5);
const isOneOfBoth = (a: number, b: number) => Number(a > 0.5 !== b > 0.5);

test.each([
  [
    'wrong-output-activation',
    points.bind(null, isHigh),
    () => small('softmax', 'binaryCrossentropy', tf.train.adam(0.05)),
  ],
  [
    'wrong-loss',
    points.bind(null, (a) => isHigh(a) / 255),
    () => small('sigmoid', 'binaryCrossentropy', tf.train.adam(0.05)),
  ],
  [
    'exploding-gradient',
    points.bind(null, (a, b) => 5000 * (a + b)),
    () => small('linear', 'meanSquaredError', tf.train.sgd(0.1)),
  ],
  [
    'underfitting',
    points.bind(null, isOneOfBoth),
    () => small('sigmoid', 'binaryCrossentropy', tf.train.adam(0.03), 'linear'),
  ],
  ['over-regularized', points.bind(null, isHigh), noisy],
])('what %s needs is made of the run itself, and helps', async (fault, data, build) => {
  const model = build();
  const options = { ...data(), epochs: 8, batchSize: 8, seed: 1 };
  const finding = diagnose(await train(model, options)).find((one) => one.fault === fault)!;
  expect(finding).toBeDefined();
  const { helped, said } = await confirm(finding, { model, options });
  expect(said).toMatch(/on training rows (\d|unknown)/);
  expect(helped).toBe(true);
});

test('where two things are wrong, one change shows nothing, and both together help', async () => {
  const { x, y } = points(isHigh);
  const options = { x: x.mul(1000), y, epochs: 8, batchSize: 8, seed: 1 };
  const model = small('softmax', 'binaryCrossentropy', tf.train.adam(0.02), 'tanh');
  const findings = diagnose(await train(model, options));
  const faults = ['wrong-output-activation', 'unnormalized-input'];
  expect(findings.map(({ fault }) => fault)).toEqual(faults);
  expect((await confirm(findings[1]!, { model, options })).helped).toBe(false);
  const { helped, said } = await confirm(findings, { model, options });
  expect(said).toContain('; and the same training on standardized inputs. Skill');
  expect(helped).toBe(true);
});

test('a change that is not the cause does not help', async () => {
  const model = small('softmax', 'binaryCrossentropy', tf.train.adam(0.05));
  const options = { ...points(isHigh), epochs: 4, batchSize: 8 };
  const finding = {
    experiment: { try: 'ten times the rate', expect: 'x', change: { kind: 'rate', times: 10 } },
  };
  const { helped, said } = await confirm(finding as never, { model, options });
  expect(said).toMatch(/^Does not help: ten times the rate/);
  expect(helped).toBe(false);
});

test('a change that another data set needs is told, not tried', async () => {
  const finding = { fault: 'label-noise', experiment: { try: 'mend labels', expect: 'it learns' } } as never;
  const { helped, said } = await confirm(finding, {
    model: network(0, 0.01),
    options: { ...levels(), epochs: 1 },
  });
  expect(helped).toBeUndefined();
  expect(said).toContain('mend labels');
});
