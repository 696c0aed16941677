import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import { seed } from '../random';
import { type TrainingRun, train } from '../train';
import { confirm, diagnose, packRun, unpackRun } from '.';

beforeAll(async () => {
  await ready();
});

function network(loss: string | (() => tf.Scalar) = 'binaryCrossentropy') {
  seed(2);
  const model = tf.sequential({
    layers: [tf.layers.dense({ units: 1, activation: 'sigmoid', inputShape: [2] })],
  });
  model.compile({ optimizer: tf.train.adam(1e-6), loss: loss as string });
  const x = tf.tensor2d(Array.from({ length: 64 }, (_, i) => [i % 2, (i % 4) / 3]));
  const y = tf.tensor2d(Array.from({ length: 64 }, (_, i) => [i % 2]));
  return { model, options: { x, y, validation: { x, y }, epochs: 4, batchSize: 2, shuffle: false, seed: 1 } };
}

test('a packed run is the run, and through JSON trains as the model itself does', async () => {
  const { model, options } = network();
  const run = await train(model, options);
  const packed = JSON.parse(JSON.stringify(packRun(run, { model, options }))) as TrainingRun;
  const { training: _, ...rest } = packed as unknown as { training: object };
  expect(rest).toEqual(run);
  const finding = diagnose(packed).find(({ fault }) => fault === 'lr-too-low');
  const before = tf.memory().numTensors;
  const again = (await unpackRun(packed))!;
  expect(again.options.x.dataSync()).toEqual(options.x.dataSync());
  expect(again.options).toMatchObject({ epochs: 4, batchSize: 2, shuffle: false });
  expect(await confirm(finding!, again)).toEqual(await confirm(finding!, { model, options }));
  again.model.optimizer.dispose();
  again.model.dispose();
  tf.dispose([again.options.x, again.options.y, again.options.validation!.x, again.options.validation!.y]);
  expect(tf.memory().numTensors).toBe(before);
});

test('a run without its training unpacks to nothing', async () => {
  const { model, options } = network();
  expect(await unpackRun(await train(model, options))).toBeUndefined();
});

test('a loss of one’s own is an error that says what to do', async () => {
  const { model, options } = network(() => tf.scalar(0));
  expect(() => packRun({} as TrainingRun, { model, options })).toThrow('call confirm(finding,');
});
