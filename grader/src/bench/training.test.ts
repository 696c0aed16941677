import { ready, tf } from 'unstuck';
import { NETWORKS } from './networks';
import { describe as describeTask, epoch, prepare, release } from './training';

beforeAll(ready);

test.each(NETWORKS.map((network) => [network.name, network] as const))(
  '%s trains an epoch, is timed, and is freed',
  async (_name, network) => {
    const before = tf.memory().numTensors;
    const prepared = prepare(network, 8);
    const began = tf.util.now();
    const { seconds, loss } = await epoch(prepared);
    const whole = (tf.util.now() - began) / 1000;
    expect(seconds).toBeGreaterThan(whole / 100);
    expect(seconds).toBeLessThanOrEqual(whole);
    expect(loss).toBeGreaterThan(0);
    release(prepared);
    expect(tf.memory().numTensors).toBe(before);
  },
);

test('a second epoch goes on where the first ended', async () => {
  const prepared = prepare(NETWORKS.find(({ name }) => name === 'dense')!, 64);
  const first = await epoch(prepared);
  let last = first;
  for (let i = 0; i < 20; i++) last = await epoch(prepared);
  expect(last.loss).toBeLessThan(first.loss);
  release(prepared);
});

test('the task for Keras carries the layers, the rows and Keras’ name of the loss', () => {
  const prepared = prepare(NETWORKS.find(({ name }) => name === 'answer-d')!, 8);
  const task = JSON.parse(JSON.stringify(describeTask(prepared)));
  expect(task).toMatchObject({ rows: 8, batchSize: 32, optimizer: 'adam', loss: 'categorical_crossentropy' });
  const kinds = task.topology.config.layers.map((layer: { class_name: string }) => layer.class_name);
  expect(kinds.slice(-4)).toEqual(['Flatten', 'Dropout', 'Dense', 'Dense']);
  release(prepared);
});
