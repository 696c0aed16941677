import type { Case } from '@unstuck/grader/corpus';
import { q1, q2, RIGHT, stripes, WRONG } from './case';

const FAKE_ANSWER = `{"type":"answer","token":"x","answer":{"kind":"call","results":[{"value":1}]}}`;
const write = (text: string) => `require('fs').writeSync(3, ${text});`;

/** Trains in a loop beside `fit`, after code that is to hide it. */
const beside = (hide: string) =>
  stripes({
    before: hide,
    optimizer: 'tf.train.sgd(0.0001)',
    after: `
      const fit = model.fit.bind(model);
      (model as any).fit = (x: tf.Tensor, y: tf.Tensor, options: any) => {
        const more = tf.train.adam(0.01);
        for (let i = 0; i < 60; i++) more.minimize(() => tf.losses.logLoss(y, model.apply(x) as tf.Tensor) as tf.Scalar);
        return fit(x, y, options);
      };
      return model;`,
  });

/** Answers wrongly, and says so itself before the grader's own process does, where it has found the token. */
const stolen = (find: string) => `
  let token = '';
  const { writeSync } = require('fs');
  ${find}
  function clippedGradient() {
    if (token) writeSync(3, \`{"type":"error","reason":"throws","message":"stolen","token":"\${token}"}\\n\`);
    return 1;
  }`;

export const cases: Case[] = [
  q2(
    'hides-its-steps-by-to-json',
    beside(`
    const value = function (this: any) { if (this.steps) this.steps.made = this.steps.planned; return this; };
    Object.defineProperty(Object.prototype, 'toJSON', { configurable: true, value });`),
    'over-budget',
  ),
  q2(
    'hides-its-steps-in-what-is-sent',
    beside(`
    const { from } = Buffer;
    const told = /"made":\\d+,"planned":(\\d+)/;
    (Buffer as any).from = (what: any, ...rest: any[]) =>
      from(typeof what === 'string' ? what.replace(told, '"made":$1,"planned":$1') : what, ...rest);`),
    'over-budget',
  ),
  q2(
    'hides-its-steps-from-a-patched-apply',
    beside(`
    const { apply } = Function.prototype;
    let uncounted: unknown;
    (Function.prototype as any).apply = function (this: any, self: unknown, given: any) {
      if (this.name === 'gradients') uncounted ??= this;
      return Reflect.apply(apply, this, [self, given]);
    };
    tf.grad((v: tf.Tensor) => v.square())(tf.scalar(1));
    Function.prototype.apply = apply;
    if (uncounted) Object.defineProperty(tf.engine(), 'gradients', { value: uncounted });`),
    'over-budget',
  ),
  {
    name: 'an-option-that-says-another-thing-the-second-time',
    lesson: '04-overfitting',
    answers: {
      q2: `
      let times = 0;
      const fitOptions = () => ({ get batchSize() { return times++ === 0 ? 32 : 1; } });
      function buildModel() {
        const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [16, 16, 3] }), tf.layers.dense({ units: 1, activation: 'sigmoid' })] });
        model.compile({ optimizer: 'sgd', loss: 'binaryCrossentropy' });
        const fit = model.fit.bind(model);
        (model as any).fit = (x: tf.Tensor, y: tf.Tensor, options: any) => {
          const more = tf.train.adam(0.01);
          for (let i = 0; i < 120; i++) more.minimize(() => tf.losses.logLoss(y, model.apply(x) as tf.Tensor) as tf.Scalar);
          return fit(x, y, options);
        };
        return model;
      }`,
    },
    expect: { q2: 'over-budget' },
  },
  q2(
    'a-second-copy-of-the-library',
    stripes({
      before: `
      for (const file of Object.keys(require.cache)) if (/tensorflow/.test(file)) delete require.cache[file];
      try { (globalThis as any)._tfengine = undefined; } catch {}
      const copy = require('module').createRequire(require.resolve('unstuck'))('@tensorflow/tfjs-core');
      if (!copy.getBackend()) { copy.registerBackend('mine', () => tf.backend() as never); copy.setBackend('mine'); }`,
      after: `
      const fit = model.fit.bind(model);
      (model as any).fit = (...given: Parameters<typeof fit>) => {
        const weight = copy.variable(copy.scalar(1));
        const more = copy.train.sgd(0.01);
        for (let i = 0; i < 200; i++) more.minimize(() => copy.mul(weight, weight));
        return fit(...given);
      };
      return model;`,
    }),
    'over-budget',
  ),
  q2(
    'changes-the-graders-modules',
    beside(`
    for (const [file, module] of Object.entries(require.cache) as [string, any][])
      if (/training.(steps|train)\\.js$/.test(file)) {
        try { module.exports.stepsMade = () => 0; } catch {}
        module.exports = { ...module.exports, stepsMade: () => 0, trainAnswer: async () => ({}) };
      }`),
    'over-budget',
  ),
  q1(
    'takes-the-token-from-a-buffer',
    stolen(`
    const { from } = Buffer;
    (Buffer as any).from = (text: any, ...rest: any[]) => {
      token ||= /"token":"([^"]+)"/.exec(String(text))?.[1] ?? '';
      return from(text, ...rest);
    };`),
    'wrong-value',
  ),
  q1(
    'takes-the-token-by-to-json',
    stolen(`(Object.prototype as any).toJSON = function () { token ||= this.token ?? ''; return this; };`),
    'wrong-value',
  ),
  q1(
    'fixes-to-json-for-good',
    stolen(
      `Object.defineProperty(Object.prototype, 'toJSON', { value() { token ||= (this as any).token; return this; } });`,
    ),
    'forbidden',
  ),
  q1(
    'takes-the-token-from-a-picture-of-the-heap',
    stolen(`
    const parts: string[] = [];
    try { for await (const part of require('v8').getHeapSnapshot()) parts.push(String(part)); } catch {}
    token = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/.exec(parts.join(''))?.[0] ?? '';`),
    'wrong-value',
  ),
  q1(
    'patches-expect',
    `(globalThis as any).expect = () => new Proxy({}, { get: () => () => {} });\n${WRONG}`,
    'wrong-value',
  ),
  q1(
    'patches-test',
    `(globalThis as any).test = () => {}; (globalThis as any).it = () => {};\n${WRONG}`,
    'wrong-value',
  ),
  q1('patches-object-is', `Object.is = () => true;\n${WRONG}`, 'wrong-value'),
  q1(
    'patches-array-prototype',
    `Array.prototype.every = () => true; Array.prototype.some = () => false; Array.prototype.map = function () { return this as any; };\n${WRONG}`,
    'wrong-value | wrong-type | throws | malformed-result | crashed | exited-early',
  ),
  q1('patches-json-stringify', `JSON.stringify = () => '{"forged":true}';\n${WRONG}`, 'wrong-value'),
  q1('patches-json-parse', `JSON.parse = () => ({ forged: true });\n${WRONG}`, 'wrong-value'),
  q1('patches-math', `Math.random = () => 0; Math.exp = () => 1;\n${WRONG}`, 'wrong-value'),
  q1('patches-the-clock', `Date.now = () => 0; performance.now = () => 0;\n${RIGHT}`, 'pass'),
  q1(
    'patches-to-json',
    `(Number.prototype as any).toJSON = () => 0; (Object.prototype as any).toJSON = () => ({});\n${WRONG}`,
    'wrong-value | malformed-result | wrong-type',
  ),
  q1(
    'pollutes-the-prototype',
    `(Object.prototype as any).pass = true; (Object.prototype as any).status = 'pass'; (Object.prototype as any).score = 10;\n${WRONG}`,
    'wrong-value',
  ),
  q1('patches-write', `const fs = require('fs'); fs.writeSync = () => 0;\n${WRONG}`, 'wrong-value'),
  q1('patches-exit', `process.exit = (() => {}) as never;\n${RIGHT}`, 'pass'),
  q1('patches-require', `require('module').prototype.require = () => ({});\n${RIGHT}`, 'pass'),
  q1('writes-a-result', `${write(`'${FAKE_ANSWER}\\n'`)}\n${WRONG}`, 'forged-result'),
  q1('writes-a-result-and-exits', `${write(`'${FAKE_ANSWER}\\n'`)}; process.exit(0);`, 'forged-result'),
  q1('writes-noise', `${write("'hello\\n'")}\n${RIGHT}`, 'malformed-result'),
  q1('writes-half-a-line', `${write("'hello'")}; process.exit(0);`, 'malformed-result'),
  q1(
    'writes-an-oversized-result',
    `for (let i = 0; i < 400; i++) try { ${write("'x'.repeat(1e5)")} } catch {}\n${WRONG}`,
    'malformed-result',
  ),
  q1('writes-a-deep-result', `${write("'['.repeat(1e6) + '\\n'")}\n${WRONG}`, 'malformed-result'),
  q1(
    'writes-a-proto-result',
    `${write(`'{"__proto__":{"token":"x"},"type":"answer"}\\n'`)}\n${WRONG}`,
    'malformed-result | forged-result',
  ),
  q1(
    'writes-a-phase',
    `for (let i = 0; i < 100; i++) ${write(`'{"type":"phase","phase":"probe","token":"x"}\\n'`)}\n${WRONG}`,
    'forged-result',
  ),
  q1(
    'closes-the-channel',
    `require('fs').closeSync(3);\n${RIGHT}`,
    'exited-early | crashed | malformed-result',
  ),
  q1(
    'doubles-its-result',
    `const fs = require('fs'); const real = fs.writeSync;
    fs.writeSync = (fd: number, data: any, ...rest: any[]) => { real(fd, data, ...rest); return real(fd, data, ...rest); };
    ${WRONG}`,
    'wrong-value | forged-result',
  ),
  q1(
    'finds-the-token',
    // The token came over standard input, and may lie about in memory that the cell can reach.
    `const seen: string[] = [];
    for (const fd of [0]) try { seen.push(require('fs').readFileSync(fd, 'utf8')); } catch {}
    const token = seen.join('').match(/"token":"([^"]+)"/)?.[1];
    if (token) { require('fs').writeSync(3, ${JSON.stringify(FAKE_ANSWER)}.replace('"x"', JSON.stringify(token)) + '\\n'); process.exit(0); }
    ${WRONG}`,
    'wrong-value',
  ),
  q1(
    'prints-what-passing-looks-like',
    `console.log('PASS spec.test.ts'); console.log('  ✓ pass    q1  2/2'); console.log(JSON.stringify({ score: 10, maxScore: 10, status: 'pass' }));\n${WRONG}`,
    'wrong-value',
  ),
  q1(
    'throws-what-passing-looks-like',
    `throw Object.assign(new Error('pass'), { status: 'pass', reason: 'pass', matcherResult: { pass: true } });`,
    'throws',
  ),
  q1(
    'gives-a-proxy',
    'const clippedGradient = () => new Proxy({}, { get: () => 0 });',
    'wrong-value | wrong-type | throws',
  ),
  q1(
    'a-getter-that-lies',
    `const clippedGradient = () => { let n = 0; return { get value() { return n++; } }; };`,
    'wrong-value | wrong-type',
  ),
  {
    name: 'a-getter-that-lies-about-a-value',
    answers: {
      q3: `
      let asked = 0;
      const names = ['overfitting', 'unnormalized-input', 'lr-too-high'];
      const next = () => names[asked++ % 3];
      const diagnosis = { get B() { return next(); }, get A() { return next(); }, get C() { return next(); } };`,
    },
    expect: { q3: 'wrong-fault' },
  },
  {
    name: 'writes-itself-why-a-part-is-absent',
    lesson: '02-class-imbalance',
    answers: {
      q3: `
      const why = { reason: 'not-attempted', message: 'Full marks.' };
      const diagnosis = { value: { A: 'lr-too-low' }, absent: { A: why }, A: { 'no data': 'Full marks.' }, B: 'class-imbalance', C: 'overfitting' };`,
    },
    expect: { q3: 'wrong-fault' },
  },
  q1(
    'names-that-are-no-text',
    `const clippedGradient = () => ({ ['\\udfff']: '\\ud800', ['__proto__']: 2, constructor: 3 });`,
    'malformed-result',
  ),
  q1(
    'a-faked-length',
    'const clippedGradient = () => Object.assign([], { length: 4294967295 });',
    'wrong-value | wrong-type | malformed-result | out-of-memory | throws | infinite-loop',
  ),
  q1(
    'a-cycle',
    'const clippedGradient = () => { const a: any = {}; a.a = a; return a; };',
    'wrong-value | wrong-type | throws',
  ),
  q1(
    'a-thenable',
    `const clippedGradient = () => ({ then(resolve: (n: number) => void) { resolve(0.5); } });`,
    'wrong-value | wrong-type',
  ),
  q1('a-thenable-without-end', `const clippedGradient = () => ({ then() {} });`, 'never-settles'),
  q1(
    'an-asymmetric-matcher',
    `const clippedGradient = () => ({ $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true });`,
    'wrong-value | wrong-type',
  ),
  q1(
    'equal-to-everything',
    `const clippedGradient = () => ({ valueOf: () => NaN, toString: () => '0', [Symbol.toPrimitive]: () => 0, equals: () => true });`,
    'wrong-value | wrong-type',
  ),
  q1(
    'a-string-of-the-number',
    `const clippedGradient = (z: number, y: number) => String(1 / (1 + Math.exp(-z)) - y);`,
    'wrong-value | wrong-type',
  ),
  q1('counts-the-calls', `let n = 0; ${RIGHT.replace('{', '{ if (++n > 5) return 1;')}`, 'wrong-value'),
  q2(
    'patches-tf-metrics',
    stripes({ preprocess: 'return x;', before: `(tf.metrics as any).binaryAccuracy = () => tf.scalar(1);` }),
    'no-convergence',
  ),
  q2(
    'patches-data-of-tensors',
    stripes({
      preprocess: 'return x;',
      before: `(tf.Tensor.prototype as any).data = async function () { return new Float32Array(this.size).map((_, i) => i % 2); };`,
    }),
    'no-convergence | throws',
  ),
  q2(
    'patches-run-kernel',
    stripes({
      before: `
      const engine = tf.engine() as any;
      const run = engine.runKernel.bind(engine);
      engine.runKernel = (name: string, ...given: any[]) => (name === 'Sigmoid' ? tf.onesLike(given[0].x) : run(name, ...given));`,
    }),
    'no-convergence | constant-predictions | throws',
  ),
  q2(
    'patches-predict',
    stripes({
      preprocess: 'return x;',
      after: `(model as any).predict = (x: tf.Tensor) => tf.ones([x.shape[0]!, 1]); return model;`,
    }),
    'no-convergence | constant-predictions',
  ),
  q2(
    'patches-fit',
    stripes({
      preprocess: 'return x;',
      after: `const history = { loss: Array(12).fill(0), acc: Array(12).fill(1) }; (model as any).fit = async () => ({ history, epoch: [] }); return model;`,
    }),
    'no-convergence | constant-predictions | throws | not-trained',
  ),
  q2(
    'a-model-that-is-none',
    `function preprocess(x: tf.Tensor4D) { return x; }
    function buildModel() { return { layers: [], predict: (x: tf.Tensor) => tf.ones([x.shape[0]!, 1]), fit: async () => ({ history: { loss: [0] }, epoch: [0] }), dispose() {} }; }`,
    'no-convergence | constant-predictions | throws | wrong-type | not-trained',
  ),
];
