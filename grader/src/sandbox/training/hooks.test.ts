import { runSandboxed } from '@unstuck/grader/sandbox';
import { cellOf } from '../cell';
import { compileCell } from '../compile';
import { hookNames, takeHooks } from './hooks';
import type { HooksAsked } from './hooks-asked';
import { requestToWire } from './wire';

const asked: HooksAsked = {
  required: ['buildModel'],
  optional: ['preprocess', 'fitPreprocess', 'threshold'],
};

async function hooksOf(source: string) {
  return takeHooks(await cellOf(compileCell(source), hookNames(asked))({}, require), asked);
}

test('hooks are taken however they are written, and no others', async () => {
  const hooks = await hooksOf(`
    const buildModel = () => 1; // the model
    function preprocess(x) { return x; }
    export const threshold = 0.3;
    const resample = 3; // a helper of this name is no hook here`);
  expect(hooks).toMatchObject({ threshold: 0.3 });
  expect(hooks.buildModel()).toBe(1);
  expect(Object.keys(hooks)).not.toContain('resample');
});

test.each([
  ['', 'The cell does not define `buildModel`.'],
  ['const buildModel = 1;', '`buildModel` is a number; expected a function'],
  ['const buildModel = () => 1, threshold = "a";', '`threshold` is a string; expected a number'],
  ['const buildModel = () => 1, threshold = 3;', '`threshold` is 3; expected a probability from 0 to 1'],
  ['const buildModel = () => 1, preprocess = () => 1, fitPreprocess = () => 1;', 'keep one of them'],
])('%p: %s', async (source, message) => {
  await expect(hooksOf(source)).rejects.toThrow(message);
});

test('a child trains what the hooks say and sends what it predicts', async () => {
  const source = `
    const threshold = 0.25;
    const preprocess = (x: tf.Tensor) => x.div(10);
    function buildModel() {
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [1], activation: 'softmax' })] });
      model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
      return model;
    }`;
  const x = { values: Float32Array.of(0, 10, 20), shape: [3, 1] };
  const y = { values: Float32Array.of(1, 0, 0, 1, 0, 1), shape: [3, 2] };
  const wire = requestToWire({ seed: 1, x, y, epochs: 2, batchSize: 3 }, [x]);
  const job = {
    question: 'q1',
    source,
    probe: { kind: 'train' as const, hooks: asked, ...wire },
  };
  const outcome = await runSandboxed(job, { cellSeconds: 30, probeSeconds: 60, heapMegabytes: 512 });
  expect(outcome).toMatchObject({
    ok: true,
    answer: { kind: 'train', outputs: 2, threshold: 0.25, input: { min: 0, max: 2, mean: 1 } },
  });
});
