import type { Case } from '@unstuck/grader/corpus';
import { attempt, q1, q2, RIGHT, stripes, WRONG } from './case';

const LOOP = (steps: number) => `const more = tf.train.adam(0.01);
        for (let i = 0; i < ${steps}; i++) more.minimize(() => tf.losses.logLoss(y, model.apply(x) as tf.Tensor) as tf.Scalar);`;
const beside = (before: string, loop = LOOP(300)) =>
  stripes({
    before,
    optimizer: 'tf.train.sgd(0.0001)',
    after: `
      const fit = model.fit.bind(model);
      (model as any).fit = async (x: tf.Tensor, y: tf.Tensor, options: any) => { ${loop} return fit(x, y, options); };
      return model;`,
  });
const SKEWED = '';

export const cases: Case[] = [
  // forging what the process tells
  q2(
    'says-it-made-fewer-steps',
    beside(
      `(Object.prototype as any).toJSON = function () { if (this.steps) this.steps.made = this.steps.planned; return this; };`,
    ),
    'over-budget | forbidden',
  ),
  q2(
    'rewrites-what-is-sent',
    beside(
      `const from = Buffer.from; (Buffer as any).from = (text: any, ...rest: any[]) => from(typeof text === 'string' ? text.replace(/"made":\\d+,"planned":(\\d+)/, '"made":$1,"planned":$1') : text, ...rest);`,
    ),
    'over-budget | forbidden',
  ),
  q1(
    'takes-the-token-from-a-buffer',
    `const from = Buffer.from; const { writeSync } = require('fs'); let token = '';
    (Buffer as any).from = (text: any, ...rest: any[]) => { token ||= /"token":"([^"]+)"/.exec(String(text))?.[1] ?? ''; return from(text, ...rest); };
    const clippedGradient = () => { if (token) writeSync(3, \`{"type":"error","reason":"throws","message":"stolen","token":"\${token}"}\\n\`); return 1; };`,
    'wrong-value',
  ),
  q1(
    'takes-the-token-by-to-json',
    `const { writeSync } = require('fs'); let token = '';
    (Object.prototype as any).toJSON = function () { token ||= this.token ?? ''; return this; };
    const clippedGradient = () => { if (token) writeSync(3, \`{"type":"error","reason":"throws","message":"stolen","token":"\${token}"}\\n\`); return 1; };`,
    'wrong-value | forbidden',
  ),
  q1(
    'takes-the-token-from-a-heap-snapshot',
    `const { writeSync } = require('fs'); let token = '';
    try { const parts: string[] = []; for await (const part of require('v8').getHeapSnapshot()) parts.push(String(part)); token = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/.exec(parts.join(''))?.[0] ?? ''; } catch {}
    const clippedGradient = () => { if (token) writeSync(3, \`{"type":"error","reason":"throws","message":"stolen","token":"\${token}"}\\n\`); return 1; };`,
    'wrong-value',
  ),
  q2(
    'steps-through-a-patched-apply',
    beside(`const { apply } = Function.prototype; let raw: any;
    Function.prototype.apply = function (this: any, self: any, args: any) { if (this.name === 'gradients') raw ??= this; return Reflect.apply(apply, this, [self, args]); } as any;
    tf.grad((v: tf.Tensor) => v.square())(tf.scalar(1)); Function.prototype.apply = apply;
    if (raw) Object.defineProperty(tf.engine(), 'gradients', { value: raw, configurable: true });`),
    'over-budget | forbidden',
  ),
  q2(
    'trains-inside-a-step',
    stripes({ optimizer: 'tf.train.sgd(0.0001)' })
      .replace(
        "loss: 'binaryCrossentropy'",
        `loss: (() => { let done = false; return (y: tf.Tensor, p: tf.Tensor) => { if (!done && seenX) { done = true; const more = tf.train.adam(0.01); for (let i = 0; i < 300; i++) more.minimize(() => tf.losses.logLoss(seenY, model.apply(seenX!) as tf.Tensor) as tf.Scalar); } return tf.metrics.binaryCrossentropy(y, p).mean(); }; })() as any`,
      )
      .replace(
        'function preprocess(x: tf.Tensor4D): tf.Tensor4D { return x.div(255); }',
        `let seenX: tf.Tensor | undefined; let seenY: any;
      function preprocess(x: tf.Tensor4D): tf.Tensor4D { return x.div(255); }`,
      )
      .replace(
        'return model;\n',
        `const fit = model.fit.bind(model); (model as any).fit = (x: any, y: any, o: any) => { seenX = x.clone(); seenY = y.clone(); tf.keep(seenX!); tf.keep(seenY); return fit(x, y, o); }; return model;\n`,
      ),
    'over-budget',
  ),
  // tf internals
  q2(
    'patches-data-of-tensors',
    stripes({
      preprocess: 'return x;',
      before: `(tf.Tensor.prototype as any).data = async function () { return new Float32Array(this.size).map((_, i) => i % 2); }; (tf.Tensor.prototype as any).dataSync = function () { return new Float32Array(this.size).fill(1); };`,
    }),
    'no-convergence | constant-predictions | no-generalization | throws',
  ),
  q2(
    'patches-run-kernel',
    stripes({
      before: `const engine = tf.engine() as any; const run = engine.runKernel.bind(engine); engine.runKernel = (name: string, ...rest: any[]) => name === 'Sigmoid' ? tf.onesLike(rest[0].x) : run(name, ...rest);`,
    }),
    'no-convergence | constant-predictions | throws',
  ),
  q2(
    'a-tensor-that-is-none',
    stripes({
      after: `(model as any).predict = (x: tf.Tensor) => ({ shape: [x.shape[0], 1], dtype: 'float32', size: x.shape[0], data: async () => ({ length: 4294967295, 0: 1 }), dispose() {} }); return model;`,
    }),
    'wrong-shape | throws | wrong-type | out-of-memory | malformed-result | no-convergence',
  ),
  q2(
    'keeps-the-moments-of-the-first-rows-that-come-later',
    stripes({
      before: 'let calls = 0; let mean: tf.Scalar; let sd: tf.Scalar;',
      preprocess: `if (++calls <= 2) { const m = tf.moments(x); mean = tf.keep(m.mean as tf.Scalar); sd = tf.keep(m.variance.sqrt() as tf.Scalar); } return x.sub(mean).div(sd);`,
    }),
    'leakage',
  ),
  // never ends
  q1(
    'never-exits-after-the-answer',
    `process.on('exit', () => { while (true) {} }); process.on('beforeExit', () => { while (true) {} }); setInterval(() => {}, 1);\n${RIGHT}`,
    'pass',
  ),
  q1(
    'ignores-its-signals',
    `for (const s of ['SIGTERM', 'SIGXCPU', 'SIGINT', 'SIGHUP']) try { process.on(s, () => {}); } catch {}\nwhile (true) {}\n${RIGHT}`,
    'infinite-loop',
  ),
  q1(
    'a-loop-in-webassembly',
    `const bytes = new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11]);
    const f = (new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as any).f; const clippedGradient = () => f();`,
    'infinite-loop',
  ),
  q1(
    'an-error-whose-message-never-ends',
    `throw new (class extends Error { override get message(): string { while (true) {} } })();`,
    'infinite-loop',
  ),
  q1(
    'promises-that-never-resume',
    `Promise.prototype.then = function () { return new Promise(() => {}) as any; };\n${RIGHT}`,
    'never-settles | pass',
  ),
  // takes
  q1(
    'webassembly-bombs',
    `const all: unknown[] = []; try { for (;;) { const m = new WebAssembly.Memory({ initial: 1000, maximum: 65536 }); for (let i = 0; i < 60; i++) { m.grow(1000); new Uint8Array(m.buffer).fill(1); } all.push(m); } } catch {}\n${RIGHT}`,
    'out-of-memory | pass',
  ),
  q1(
    'raises-its-heap',
    `require('v8').setFlagsFromString('--max-old-space-size=64000'); const all: unknown[] = []; while (true) all.push(new Array(1e6).fill(all.length));\n${RIGHT}`,
    'out-of-memory',
  ),
  q1('a-huge-big-int', `let n = 3n; for (;;) n = n * n;\n${RIGHT}`, 'throws | infinite-loop | out-of-memory'),
  q1(
    'a-string-of-half-a-gigabyte',
    `const clippedGradient = () => 'x'.repeat(2 ** 29 - 24);`,
    'malformed-result | out-of-memory | throws',
  ),
  q1(
    'a-million-names',
    `const clippedGradient = () => Object.fromEntries(Array.from({ length: 1e6 }, (_, i) => ['k' + i, i]));`,
    'wrong-type | wrong-value | malformed-result',
  ),
  q1(
    'writes-a-heap-snapshot',
    `try { for (let i = 0; i < 50; i++) require('v8').writeHeapSnapshot('heap' + i); } catch {}\n${RIGHT}`,
    'pass | file-too-large | disk-full | out-of-memory',
  ),
  // reaches out
  attempt(
    'reads-with-a-patched-buffer',
    `const fs = require('fs'); const { utf8Write } = Buffer.prototype as any; (Buffer.prototype as any).utf8Write = function (s: string, ...r: any[]) { return utf8Write.call(this, s.replace(/^.*ok$/, '__CANARY__'), ...r); }; try { return fs.readFileSync(Buffer.from(process.cwd() + '/../../../../__CANARY__'), 'utf8'); } finally { (Buffer.prototype as any).utf8Write = utf8Write; }`,
  ),
  attempt(
    'reads-by-url-and-bytes',
    `const fs = require('fs'); const { pathToFileURL } = require('url'); for (const path of [pathToFileURL('__CANARY__'), Buffer.from('__CANARY__'), new TextEncoder().encode('__CANARY__'), process.cwd() + '/../../..__CANARY__']) try { return fs.readFileSync(path as any, 'utf8'); } catch {}`,
  ),
  attempt(
    'races-with-a-link',
    `const fs = require('fs'); fs.writeFileSync('own', 'own'); for (let i = 0; i < 300; i++) { try { fs.rmSync('link', { force: true }); if (i % 2) fs.symlinkSync('__CANARY__', 'link'); else fs.symlinkSync('own', 'link'); const read = fs.readFileSync('link', 'utf8'); if (read !== 'own') return read; } catch {} }`,
  ),
  attempt(
    'reads-inherited-descriptors',
    `const fs = require('fs'); for (let fd = 3; fd < 256; fd++) { try { const s = fs.fstatSync(fd); if (s.isFile()) { const b = Buffer.alloc(100); if (fs.readSync(fd, b, 0, 100, 0) > 0) { const at = fs.readlinkSync('/proc/self/fd/' + fd); if (!/node_modules|icudt|\\/cache\\//.test(at)) return at; } } } catch {} }`,
  ),
  attempt(
    'reopens-descriptors-of-proc',
    `const fs = require('fs'); for (const pid of ['1', '2', String(process.ppid)]) for (let fd = 0; fd < 30; fd++) try { const at = fs.openSync('/proc/' + pid + '/fd/' + fd, 'r+'); return at; } catch {}`,
  ),
  attempt(
    'writes-to-its-own-memory',
    `const fs = require('fs'); const fd = fs.openSync('/proc/self/mem', 'r+'); return fd;`,
  ),
  attempt(
    'asks-for-core-dumps',
    `require('fs').writeFileSync('/proc/sys/kernel/core_pattern', '|/bin/sh'); return 1;`,
  ),
  attempt(
    'spares-itself-from-memory-killers',
    `require('fs').writeFileSync('/proc/self/oom_score_adj', '-1000'); return 1;`,
  ),
  attempt(
    'reads-a-diagnostic-report',
    `const report = JSON.stringify((process as any).report.getReport()); return /UNSTUCK_CORPUS_SECRET|unstuck-corpus-[^"]*-secret/.exec(report)?.[0];`,
  ),
  attempt(
    'spawns-by-a-binding',
    `const { spawn } = (process as any).binding('spawn_sync'); const r = spawn({ file: '/bin/sh', args: ['sh', '-c', 'echo __MARK__'], envPairs: [], stdio: [{ type: 'pipe', readable: true, writable: false }, { type: 'pipe', readable: false, writable: true }, { type: 'pipe', readable: false, writable: true }] }); return r.output?.[1]?.length ? 1 : undefined;`,
  ),
  attempt(
    'imports-a-data-url',
    `const load = new Function('u', 'return import(u)'); const m = await load('data:text/javascript,import { execSync } from "child_process"; export default execSync("echo __MARK__").toString();'); return m.default;`,
  ),
  attempt(
    'a-worker-from-a-data-url',
    `const { Worker } = require('worker_threads'); return await new Promise((resolve) => { const w = new Worker(new URL('data:text/javascript,import { parentPort } from "worker_threads"; parentPort.postMessage(1)')); w.on('message', resolve); w.on('error', () => resolve(undefined)); });`,
  ),
  attempt(
    'a-second-node-by-cluster',
    `const cluster = require('cluster'); cluster.setupPrimary({ exec: 'x.js' }); const w = cluster.fork(); w.on('error', () => {}); return w.process.pid;`,
  ),
  attempt(
    'a-debugger-without-a-socket',
    `const { Session } = require('inspector'); const s = new Session(); s.connect(); return await new Promise((resolve) => s.post('Runtime.evaluate', { expression: 'process.pid' }, (e: unknown, r: any) => resolve(e ? undefined : r?.result?.value)));`,
  ),
  // data
  q1('lone-surrogates', `const clippedGradient = () => '\\ud800'.repeat(10);`, 'wrong-type | wrong-value'),
  q1(
    'surrogates-as-names',
    `const clippedGradient = () => ({ ['\\udfff']: 1, ['__proto__']: 2, ['constructor']: 3 });`,
    'wrong-type | wrong-value',
  ),
  q1(
    'a-proto-in-the-answer',
    `const clippedGradient = () => JSON.parse('{"__proto__":{"pass":true}}');`,
    'wrong-type | wrong-value | malformed-result',
  ),
  {
    name: 'a-getter-that-lies-about-a-value',
    answers: {
      q3: `let n = 0; const names = ['overfitting', 'unnormalized-input', 'lr-too-high']; const diagnosis = { get A() { return names[n++ % 3]; }, get B() { return names[n++ % 3]; }, get C() { return 'x'; } };`,
    },
    expect: { q3: 'wrong-diagnosis | wrong-value | wrong-fault' },
  },
  {
    name: 'questions-named-like-built-ins',
    file: (r) => ({
      ...r,
      cells: r.cells.flatMap((cell: any) =>
        cell.metadata.unstuck?.question
          ? ['__proto__', 'constructor', 'toString', 'q1']
              .map((question, i) => ({
                ...cell,
                id: cell.id + i + cell.metadata.unstuck.question,
                metadata: { ...cell.metadata, unstuck: JSON.parse('{"question":"' + question + '"}') },
                source: [RIGHT],
              }))
              .slice(cell.metadata.unstuck.question === 'q1' ? 0 : 4)
          : [cell],
      ),
    }),
    expect: { q1: 'pass' },
  },
  {
    name: 'a-question-by-prototype',
    file: (r) =>
      JSON.stringify({
        ...r,
        cells: r.cells.map((cell: any) =>
          cell.metadata.unstuck ? { ...cell, metadata: 'META', source: [RIGHT] } : cell,
        ),
      }).replaceAll('"META"', '{"__proto__":{"unstuck":{"question":"q1"}}}'),
    expect: {},
  },
  {
    name: 'a-deep-notebook',
    file: () => '{"cells":' + '['.repeat(2e5) + ']'.repeat(2e5) + '}',
    expect: {},
    error: 'not-json | not-a-notebook',
  },
  {
    name: 'a-source-of-numbers',
    file: (r) =>
      JSON.stringify({
        ...r,
        cells: r.cells.map((cell: any) =>
          cell.metadata.unstuck?.question === 'q1' ? { ...cell, source: [1, 2] } : cell,
        ),
      }),
    error: 'not-a-notebook',
  },
  {
    name: 'a-source-of-a-million-lines',
    file: (r) =>
      JSON.stringify({
        ...r,
        cells: r.cells.flatMap((cell: any) =>
          cell.metadata.unstuck?.question
            ? cell.metadata.unstuck.question === 'q1'
              ? [{ ...cell, source: [...Array(1e6).fill('\n'), RIGHT] }]
              : []
            : [cell],
        ),
      }),
    expect: { q1: 'pass | answer-too-long | too-long | too-large' },
  },
];
void WRONG;
void SKEWED;
