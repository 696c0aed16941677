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

test('a change that another data set needs is told, not tried', async () => {
  const finding = { fault: 'label-noise', experiment: { try: 'mend labels', expect: 'it learns' } } as never;
  const { helped, said } = await confirm(finding, {
    model: network(0, 0.01),
    options: { ...levels(), epochs: 1 },
  });
  expect(helped).toBeUndefined();
  expect(said).toContain('mend labels');
});
