import type { Case } from '@unstuck/grader/corpus';
import { q1, q2, RIGHT, stripes, WRONG } from './case';

export const cases: Case[] = [
  q1('loops-at-load', `while (true) {}\n${RIGHT}`, 'infinite-loop'),
  q1('loops-when-called', 'function clippedGradient(): number { while (true) {} }', 'infinite-loop'),
  q1('waits-for-ever', `await new Promise(() => {});\n${RIGHT}`, 'never-settles'),
  q1(
    'waits-for-ever-with-a-timer',
    'setInterval(() => {}, 1000); const clippedGradient = () => new Promise(() => {});',
    'never-settles',
  ),
  q1(
    'never-exits-after-the-answer',
    `for (const when of ['exit', 'beforeExit']) process.on(when as 'exit', () => { while (true) {} });\n${RIGHT}`,
    'pass',
  ),
  q1(
    'an-error-whose-message-never-ends',
    'throw new (class extends Error { override get message(): string { while (true) {} } })();',
    'infinite-loop',
  ),
  q1('leaves-a-timer-behind', `setInterval(() => {}, 10);\n${RIGHT}`, 'pass'),
  q1('backtracks', `/^(a+)+$/.test('a'.repeat(40) + '!');\n${RIGHT}`, 'infinite-loop'),
  q1(
    'promises-without-end',
    'const clippedGradient = async () => { for (;;) await Promise.resolve(); };',
    'infinite-loop',
  ),
  q1(
    'recurses-with-timers',
    'const clippedGradient = () => new Promise(() => { const f = () => setImmediate(f); f(); });',
    'infinite-loop',
  ),
  q1(
    'blocks-on-a-lock',
    `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);\n${WRONG}`,
    'never-settles',
  ),
  q2(
    'a-billion-epochs',
    // At load, where it has ten seconds; in buildModel it would have the sixty of a training.
    `${stripes()}
    const endless = await buildModel();
    await endless.fit(tf.zeros([32, 16, 16, 3]), tf.zeros([32, 1]), { epochs: 1e9, verbose: 0 });`,
    'infinite-loop',
  ),
];
