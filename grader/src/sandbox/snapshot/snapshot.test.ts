import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSandboxed } from '@unstuck/grader/sandbox';
import { makeSnapshot } from '@unstuck/grader/sandbox/snapshot';

const limits = { cellSeconds: 4, probeSeconds: 20, heapMegabytes: 256 };
const folder = mkdtempSync(join(tmpdir(), 'unstuck-snapshot-'));
let snapshot: string;

beforeAll(async () => {
  const made = await makeSnapshot(limits.heapMegabytes, folder);
  if (!made) throw new Error('no start-up snapshot was made');
  snapshot = made;
});
afterAll(() => rmSync(folder, { recursive: true }));

async function value(source: string, from: string | false = snapshot) {
  const job = { question: 'q1', source, probe: { kind: 'value' as const, name: 'found' } };
  const outcome = await runSandboxed(job, limits, { snapshot: from });
  return outcome.ok && outcome.answer.kind === 'value' ? outcome.answer.value : outcome;
}

test('the kit is loaded before a cell begins', async () => {
  const source = "const found = require.cache[require.resolve('unstuck')] !== undefined;";
  expect(await value(source)).toBe(true);
  expect(await value(source, false)).toBe(false);
});

test('what is in scope is what `require` gives, and the engine computes', async () => {
  const source = `
    const same = require('unstuck').tf === tf && require('@tensorflow/tfjs').engine() === tf.engine();
    const found = [same, Array.from(tf.tidy(() => tf.add([1, 2], 1).dataSync()))];`;
  expect(await value(source)).toEqual([true, [2, 3]]);
});

test('a network trains to the same numbers as without a snapshot', async () => {
  const source = `
    seed(1);
    const model = tf.sequential({ layers: [
      tf.layers.dense({ units: 8, inputShape: [4], activation: 'relu' }), tf.layers.dense({ units: 1 })] });
    model.compile({ optimizer: tf.train.adam(0.1), loss: 'meanSquaredError' });
    const x = tf.randomNormal([32, 4], 0, 1, 'float32', 3);
    const { history } = await model.fit(x, x.sum(1, true), { epochs: 3, verbose: 0 });
    const found = history.loss;`;
  const losses = await value(source);
  expect(losses).toHaveLength(3);
  expect(losses).toEqual(await value(source, false));
});

test('each start draws anew and reads its own clock and environment', async () => {
  const source = 'const found = [Math.random(), performance.timeOrigin, process.env.TMPDIR, process.cwd()];';
  const [first, second] = [await value(source), await value(source)] as [unknown[], unknown[]];
  for (const [i, one] of first.entries()) expect(one).not.toBe(second[i]);
  expect(first[2]).toBe(first[3]);
});

test('the cell sees no files of the course, writes nowhere else, and starts no process', async () => {
  const attempt = (code: string) =>
    `(() => { try { ${code}; return 'done'; } catch (error) { return error.code; } })()`;
  const source = `const found = [
    ${attempt(`require('fs').readFileSync(${JSON.stringify(__filename)})`)},
    ${attempt(`require('fs').readFileSync(${JSON.stringify(snapshot)})`)},
    ${attempt(`require('fs').writeFileSync(${JSON.stringify(snapshot)}, '')`)},
    ${attempt("require('child_process').execSync('id')")},
    ${attempt("new (require('worker_threads').Worker)('1', { eval: true })")},
  ];`;
  expect(await value(source)).toEqual(Array(5).fill('ERR_ACCESS_DENIED'));
});

test.each([
  ['syntax-error', 'const found = ;'],
  ['throws', 'throw new Error("no")'],
  ['infinite-loop', 'while (true) {}'],
  ['never-settles', 'await new Promise(() => {})'],
  ['exited-early', 'process.exit(0)'],
  ['out-of-memory', 'const all: unknown[] = []; while (true) all.push(new Array(1e6).fill(all.length));'],
])('%s: %s', async (reason, source) => {
  expect(await value(source)).toMatchObject({ ok: false, reason });
});

test('a snapshot is made once', async () => {
  const before = readdirSync(folder);
  expect(await makeSnapshot(limits.heapMegabytes, folder)).toBe(snapshot);
  expect(readdirSync(folder)).toEqual(before);
});

test.each(['a file that is no snapshot', ''])(
  'a child that cannot start from "%s" starts without',
  async (text) => {
    const broken = join(folder, 'broken.blob');
    if (text) writeFileSync(broken, text);
    expect(await value('const found = 1;', broken)).toBe(1);
    rmSync(broken, { force: true });
  },
);

test('where the cache cannot be written there is none', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(await makeSnapshot(limits.heapMegabytes, join(file, 'start-up'))).toBeUndefined();
  rmSync(file);
});
