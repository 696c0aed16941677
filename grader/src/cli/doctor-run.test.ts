import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packRun, ready, tf, train } from 'unstuck';

const program = join(__dirname, '../../bin/unstuck.js');
const folder = mkdtempSync(join(tmpdir(), 'unstuck-doctor-run-'));
const file = join(folder, 'run.json');

afterAll(() => rmSync(folder, { recursive: true }));

/** What an older kit recorded of softmax over one unit. */
const run = {
  schema: 1,
  engine: 'node',
  batchSize: 32,
  epochs: 2,
  history: { loss: [7.97, 7.97], acc: [0.5, 0.5] },
  rates: [0.01, 0.01],
  layers: [],
  data: {
    samples: 100,
    inputShape: [4],
    input: { min: 0, max: 1, mean: 0.5, sd: 0.3 },
    classCounts: { 0: 50, 1: 50 },
  },
  model: {
    layers: [{ name: 'd', kind: 'Dense', outputShape: [null, 1], activation: 'softmax', parameters: 5 }],
    parameters: 5,
    optimizer: 'SGD',
    loss: 'binaryCrossentropy',
  },
};

function doctor(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'doctor', ...options], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a run is diagnosed as JSON and as text', () => {
  writeFileSync(file, JSON.stringify(run));
  const { status, stdout } = doctor(file, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    schema: 1,
    findings: [
      expect.objectContaining({
        fault: 'wrong-output-activation',
        confidence: expect.any(Number),
        evidence: expect.stringMatching(/\d/),
        fix: expect.any(String),
        lesson: '08-activation-and-loss',
      }),
    ],
  });
});

test('--confirm without data says how to keep them', () => {
  writeFileSync(file, JSON.stringify(run));
  const { status, stdout } = doctor(file, '--confirm');
  expect(status).toBe(0);
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'Not tried: the file holds no data. Keep them with the run: writeFileSync',
  );
});

test('--confirm trains a packed run with each change, and with all at once where one is not enough; 80 columns', async () => {
  await ready();
  const rows = Array.from({ length: 96 }, (_, i) => [10 * (i % 12), 10 * Math.floor(i / 12)]);
  const layers = [
    tf.layers.dense({ units: 16, activation: 'tanh', inputShape: [2] }),
    tf.layers.dense({ units: 1, activation: 'softmax' }),
  ];
  const model = tf.sequential({ layers });
  model.compile({ optimizer: tf.train.adam(0.02), loss: 'binaryCrossentropy' });
  const [x, y] = [tf.tensor2d(rows).mul(10), tf.tensor2d(rows.map(([a]) => [Number(a! > 55)]))];
  const options = { x, y, epochs: 8, batchSize: 8, seed: 1 };
  writeFileSync(file, JSON.stringify(packRun(await train(model, options), { model, options })));
  const { status, stdout, stderr } = doctor(file, '--confirm');
  expect(status).toBe(0);
  expect(stderr).toMatch(/Trains each change on the (native|portable) engine/);
  expect(stdout).toMatch(
    /1\. wrong-output-activation[\s\S]*Tried: [\s\S]*2\. unnormalized-input[\s\S]*Tried: Does not help/,
  );
  expect(stdout).toMatch(/All at once: Helps/);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test.each([
  ['no JSON', '{', 'it should hold a run'],
  ['no run', '{"schema":1}', 'expected what train() returns'],
])('%s is an error that says what the file should hold, exit 2', (_name, text, message) => {
  writeFileSync(file, text);
  const { status, stderr } = doctor(file);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test('without a run and without --sandbox it says what to name, exit 2', () => {
  const { status, stderr } = doctor();
  expect(status).toBe(2);
  expect(stderr).toContain('unstuck doctor RUN.json');
});

test('a file that is not there is told as that, exit 2', () => {
  const { status, stderr } = doctor(join(folder, 'no-run.json'));
  expect(status).toBe(2);
  expect(stderr).toMatch(/no-run\.json: there is no such file; it should hold a run/);
});
