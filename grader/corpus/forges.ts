import type { Case } from '@unstuck/grader/corpus';
import { q1, q2, RIGHT, stripes, WRONG } from './case';

const FAKE_ANSWER = `{"type":"answer","token":"x","answer":{"kind":"call","results":[1]}}`;
const write = (text: string) => `require('fs').writeSync(3, ${text});`;

export const cases: Case[] = [
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
