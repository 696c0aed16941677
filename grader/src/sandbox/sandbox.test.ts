import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Plain, runSandboxed } from '@unstuck/grader/sandbox';

const limits = { cellSeconds: 3, probeSeconds: 3, heapMegabytes: 256 };

async function call(source: string, ...args: Plain[]) {
  const probe = { kind: 'call' as const, name: 'f', calls: [args] };
  return runSandboxed({ question: 'q1', source, probe }, limits);
}

/** The reason of a run that gave no answer. */
async function reason(source: string) {
  const outcome = await call(source);
  return outcome.ok ? 'answered' : outcome.reason;
}

test('a function is called with plain data and answers with plain data', async () => {
  const outcome = await call(
    'const f = async (a: number[], b: { c: string }) => [a.length, b.c, NaN, -Infinity];',
    [1, 2],
    { c: 'x' },
  );
  expect(outcome).toEqual({
    ok: true,
    answer: { kind: 'call', results: [{ value: [2, 'x', 'NaN', '-Infinity'] }] },
  });
});

test('imports, helpers, classes and top-level await are fine', async () => {
  const source = `
    import { join } from 'node:path';
    class Helper { double(n: number) { return 2 * n; } }
    const two = await Promise.resolve(2);
    export function f() { console.log('x'.repeat(10_000_000)); return join(String(new Helper().double(two)), 'a'); }`;
  expect(await call(source)).toMatchObject({ ok: true, answer: { results: [{ value: '4/a' }] } });
});

test('a function that changes what must stay as it is fails, and one that does not may give parts of it', async () => {
  const askedOf = async (source: string) => {
    const probe = { kind: 'call' as const, name: 'f', calls: [[[1, 2]]], keepsArguments: true };
    return runSandboxed({ question: 'q1', source, probe }, limits);
  };
  expect(await askedOf('const f = (list: number[]) => list.reverse();')).toMatchObject({
    reason: 'changed-argument',
    message: '`f` changed what it was given, which must stay as it is; structuredClone(it) makes a copy.',
  });
  expect(await askedOf('const f = (list: number[]) => list;')).toMatchObject({ ok: true });
});

test('a name that is only exported is asked as well', async () => {
  const source = 'const g = (n: number) => 2 * n; export { g as f };';
  expect(await call(source, 3)).toMatchObject({ ok: true, answer: { results: [{ value: 6 }] } });
});

test('decorators are, as in the kernel of the notebooks', async () => {
  const source = `
    function twice(_: object, _name: string, property: PropertyDescriptor) {
      const once = property.value;
      return { ...property, value: (n: number) => 2 * once(n) };
    }
    class Numbers { @twice same(n: number) { return n; } }
    const f = (n: number) => new Numbers().same(n);`;
  expect(await call(source, 3)).toMatchObject({ ok: true, answer: { results: [{ value: 6 }] } });
});

test('an accessor is one, as in the notebook', async () => {
  const source = 'class Numbers { accessor factor = 2; } const f = (n: number) => new Numbers().factor * n;';
  expect(await call(source, 3)).toMatchObject({ ok: true, answer: { results: [{ value: 6 }] } });
});

test('a promise is a value once it is kept', async () => {
  const probe = { kind: 'value' as const, name: 'a' };
  const source = 'const a = Promise.resolve({ B: 1 });';
  const outcome = await runSandboxed({ question: 'q1', source, probe }, limits);
  expect(outcome).toEqual({ ok: true, answer: { kind: 'value', value: { B: 1 } } });
});

test('a helper of another cell is missed by its name, and it is said why', async () => {
  const message = "helper is not defined. Only the question's own cell is graded";
  expect(await call('const f = () => helper(1);')).toMatchObject({
    reason: 'throws',
    message: expect.stringContaining(message),
  });
});

test.each([
  ['a tidy', 'const gone = (() => { let t; tf.tidy(() => { t = tf.scalar(1); }); return t; })();'],
  ['dispose', 'const gone = tf.scalar(1); gone.dispose();'],
])('a tensor that %s has freed is named as that', async (_what, source) => {
  for (const use of ['gone.add(1)', 'tf.tidy(() => tf.moments(gone))', 'gone.dataSync()'])
    expect(await call(`${source} const f = () => { ${use}; };`)).toMatchObject({
      reason: 'throws',
      message: expect.stringContaining('A tensor is used that is disposed of.'),
    });
});

test('the kit is in scope without an import, and its engine runs', async () => {
  const outcome = await call('const f = () => Array.from(tf.tidy(() => tf.add([1, 2], 1).dataSync()));');
  expect(outcome).toMatchObject({ ok: true, answer: { results: [{ value: [2, 3] }] } });
});

test.each([
  ['syntax-error', 'function f( {'],
  ['syntax-error', '#!/usr/bin/env node'],
  ['syntax-error', '```ts\nconst f = () => 1;\n```'],
  ['throws', 'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy;'],
  ['throws', 'throw new Error("no")'],
  ['throws', 'throw undefined'],
  ['throws', 'throw Object.assign(new Error(), { message: { length: 1, replaceAll: () => ({}) } })'],
  ['throws', 'const f = () => Promise.reject("no")'],
  ['not-attempted', 'function f() { throw new Error("TODO q1: write it"); }'],
  ['missing-export', 'const g = 1;'],
  ['wrong-type', 'const f = 3;'],
  ['wrong-type', 'const f = () => () => 1;'],
  ['never-settles', 'await new Promise(() => {})'],
])('%s: %s', async (expected, source) => {
  expect(await reason(source)).toBe(expected);
});

test('of a package that is not there its name is said, and no place of this machine', async () => {
  const message = /^Cannot find module 'left-pad-of-mine'\. What the lesson itself imports is there[^/]*$/;
  expect(await call("import x from 'left-pad-of-mine'; x;")).toMatchObject({
    reason: 'throws',
    message: expect.stringMatching(message),
  });
});

test.each([
  [
    'a line of its own',
    `require('fs').writeSync(3, '{"type":"answer","token":"x","answer":{"kind":"call","results":[{"value":1}]}}\\n'); const f = () => 1;`,
    'forged-result',
  ],
  ['noise', `require('fs').writeSync(3, 'hello\\n'); const f = () => 1;`, 'malformed-result'],
  ['half a line', `require('fs').writeSync(3, 'hello'); process.exit(0);`, 'malformed-result'],
  [
    'more than it may',
    `const f = () => Array.from({ length: 500 }, () => 'x'.repeat(9_000)).map((s) => Array(20).fill(s));`,
    'malformed-result',
  ],
])('a result channel that carries %s is not believed', async (_what, source, expected) => {
  expect(await reason(source)).toBe(expected);
});

test('replaced globals reach neither the answer nor the grader', async () => {
  const source = `
    JSON.stringify = () => '{"forged":true}';
    Object.is = () => true;
    (globalThis as any).expect = () => ({});
    const f = () => 41;`;
  expect(await call(source)).toMatchObject({ ok: true, answer: { results: [{ value: 41 }] } });
});

test('the cell sees no environment, no files of the course, and starts no process', async () => {
  process.env.UNSTUCK_SECRET = 'secret';
  const outside = join(tmpdir(), `unstuck-outside-${process.pid}`);
  const attempt = (code: string) => `try { ${code}; return 'done'; } catch (error) { return error.code; }`;
  const source = `
    const spec = ${JSON.stringify(join(__dirname, '../../specs/01-unnormalized-input/spec.test.ts'))};
    const tries = [
      () => { ${attempt("require('fs').readFileSync(spec)")} },
      () => { ${attempt(`require('fs').writeFileSync(${JSON.stringify(outside)}, 'x')`)} },
      () => { ${attempt("require('child_process').execSync('id')")} },
      () => { ${attempt("new (require('worker_threads').Worker)('1', { eval: true })")} },
    ];
    const f = () => [...tries.map((run) => run()), process.env.UNSTUCK_SECRET ?? 'hidden'];`;
  const denied = 'ERR_ACCESS_DENIED';
  expect(await call(source)).toMatchObject({
    ok: true,
    answer: { results: [{ value: [denied, denied, denied, denied, 'hidden'] }] },
  });
  expect(existsSync(outside)).toBe(false);
});

test('the folder a cell may write is empty, its own, and gone afterwards', async () => {
  const source = `
    const { readdirSync, writeFileSync } = require('fs');
    const before = readdirSync('.');
    writeFileSync('mine', 'x');
    const f = () => [before, process.cwd()];`;
  const outcome = await call(source);
  const [before, folder] = (outcome as unknown as { answer: { results: [{ value: [string[], string] }] } })
    .answer.results[0].value;
  expect(before).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  expect(() => writeFileSync(join(folder, 'x'), '')).toThrow();
});

test("what fails before the cell begins is the grader's fault, not an answer", async () => {
  process.env.UNSTUCK_ENGINE = 'abacus';
  try {
    await expect(call('const f = () => tf.scalar(1).dataSync()[0];')).rejects.toThrow(
      'expected "node" or "wasm", got "abacus"',
    );
  } finally {
    delete process.env.UNSTUCK_ENGINE;
  }
});
