import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { holdClock } from '../../clock';
import { ready } from '../../engine';
import { ProgressBar } from '.';
import { progressLine } from './progress-line';
import { notebookOutput, type ProgressOutput, terminalOutput } from './progress-output';

beforeAll(async () => {
  await ready();
});

const half = { epoch: 2, epochs: 10, batch: 3, batches: 12, seconds: 1.25, logs: { loss: 0.5 } };

test('a line is a bar, the time and the metrics', () => {
  expect(progressLine(half)).toBe('Epoch  2/10 [=======>......................]  3/12 - 1.3s - loss: 0.5000');
  expect(
    progressLine({
      ...half,
      batch: 12,
      logs: { batch: 11, size: 4, loss: 1e-5, acc: 0, val_loss: Number.NaN },
    }),
  ).toBe(
    'Epoch  2/10 [==============================] 12/12 - 1.3s - loss: 1.0000e-5 - acc: 0.0000 - val_loss: NaN',
  );
});

test('a terminal line is rewritten, and cut where it would wrap', () => {
  let written = '';
  const output = terminalOutput({ columns: 10, write: (text) => (written += text) });
  output.live!('0123456789');
  output.keep('0123456789');
  expect(written).toBe('\r\x1b[K012345678\r\x1b[K0123456789\n');
});

test('a notebook display is shown once and then updated, each bar in its own', () => {
  const sent: [string, string, boolean][] = [];
  const output = () =>
    notebookOutput(({ data, transient }, update) => {
      sent.push([transient.display_id, String(data['text/plain']), update]);
    });
  const first = output();
  first.live!('a');
  first.keep('b');
  first.live!('c');
  output().keep('d');
  expect(sent.map(([, text, update]) => [text, update])).toEqual([
    ['a', false],
    ['b', true],
    ['b\nc', true],
    ['d', false],
  ]);
  expect(new Set(sent.map(([id]) => id)).size).toBe(2);
});

/** Fits for two epochs of three batches, with a clock that goes on by `tick` at each look. */
async function fit(output: ProgressOutput, tick: number): Promise<void> {
  let time = 0;
  const release = holdClock(() => {
    time += tick;
    return time;
  });
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError', metrics: ['mse'] });
  const [x, y] = [tf.ones([5, 1]), tf.ones([5, 1])];
  const before = tf.memory().numTensors;
  await model.fit(x, y, { epochs: 2, batchSize: 2, verbose: 0, callbacks: [new ProgressBar({ output })] });
  release();
  expect(tf.memory().numTensors).toBe(before);
}

test('a fit shows its batches while it goes and keeps a line an epoch', async () => {
  const live: string[] = [];
  const kept: string[] = [];
  await fit({ live: (line) => live.push(line), keep: (line) => kept.push(line) }, 150);
  expect(live.map((line) => line.slice(0, 46))).toEqual(
    [1, 2].flatMap((epoch) => [
      `Epoch ${epoch}/2 [==========>...................] 1/3`,
      `Epoch ${epoch}/2 [====================>.........] 2/3`,
      `Epoch ${epoch}/2 [==============================] 3/3`,
    ]),
  );
  expect(kept).toHaveLength(2);
  expect(kept[1]).toMatch(/^Epoch 2\/2 \[={30}\] 3\/3 - \d\.\ds - loss: \d\.\d{4} - mse: \d\.\d{4}$/);
});

test('it looks at most ten times a second', async () => {
  const live: string[] = [];
  await fit({ live: (line) => live.push(line), keep: () => {} }, 1);
  expect(live).toEqual([]);
});

/** Two epochs of three batches, shown where it runs. */
const training = `
  const { tf, ready } = require('unstuck');
  const { ProgressBar } = require('${join(dirname(require.resolve('unstuck/package.json')), 'dist/train/callbacks')}');
  await ready();
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const callbacks = [new ProgressBar()];
  await model.fit(tf.ones([5, 1]), tf.ones([5, 1]), { epochs: 2, batchSize: 2, verbose: 0, callbacks });
`;

function run(script: string): string {
  const cwd = join(__dirname, '../../../../notebooks');
  return execFileSync(process.execPath, ['-e', script], { cwd, encoding: 'utf8' });
}

test('in a tslab kernel one display is updated', () => {
  // The kernel's own request handler, without its compiler, which takes seconds to start.
  const script = `
    const { JupyterHandlerImpl } = require('tslab/dist/jupyter');
    const cell = async () => { ${training} };
    const sent = [];
    const write = process.stdout.write.bind(process.stdout);
    new JupyterHandlerImpl({ execute: () => cell().then(() => true) }, false)
      .handleExecute({ code: '' }, () => {}, (message, update) => sent.push({ message, update }))
      .then(() => write('SENT' + JSON.stringify(sent), () => process.exit()));`;
  const sent: { message: { data: object; transient: { display_id: string } }; update: boolean }[] =
    JSON.parse(run(script).split('SENT')[1]!);
  expect(sent[0]!.update).toBe(false);
  expect(sent.slice(1).every(({ update }) => update)).toBe(true);
  expect(new Set(sent.map(({ message }) => message.transient.display_id)).size).toBe(1);
  expect(sent.at(-1)!.message.data).toEqual({
    'text/plain': expect.stringMatching(/^Epoch 1\/2 .* - loss: \d.*\nEpoch 2\/2 .* - loss: \d.*$/),
  });
});

test('where output goes to a file, it is a line an epoch', () => {
  const printed = run(`(async () => { ${training} })();`);
  expect(printed).toMatch(/^Epoch 1\/2 .* - loss: \S+\nEpoch 2\/2 .* - loss: \S+\n$/);
});
