import type { Case } from '@unstuck/grader/corpus';
import { q1, q2, RIGHT, stripes } from './case';

const formula = (name: string, text: string): Case => ({
  name,
  answers: { q4: `const lossOfLogit = '${text}';` },
  expect: { q4: 'syntax-error' },
});

export const cases: Case[] = [
  q1(
    'js-heap',
    `const all: unknown[] = []; while (true) all.push(new Array(1e7).fill(all.length));\n${RIGHT}`,
    // Where other programs leave it little of the machine, its time is over first.
    'out-of-memory | infinite-loop',
  ),
  q1(
    'buffers',
    `const all: Buffer[] = []; for (let i = 0; i < 2000; i++) all.push(Buffer.alloc(1e7, 1));\n${RIGHT}`,
    'out-of-memory',
  ),
  q1(
    'array-buffers',
    `const all: unknown[] = []; for (let i = 0; i < 200; i++) all.push(new Uint8Array(1e8).fill(1));\n${RIGHT}`,
    'out-of-memory',
  ),
  q1(
    'one-string',
    `let s = 'x'; const all: string[] = []; while (true) { s = s.length < 2e8 ? s + s : s; all.push(Buffer.from(s).toString() ); }\n${RIGHT}`,
    'out-of-memory | throws',
  ),
  q1(
    'wasm-memory',
    `const all: unknown[] = []; for (let i = 0; i < 20; i++) { const m = new WebAssembly.Memory({ initial: 16384 }); new Uint8Array(m.buffer).fill(1); all.push(m); }\n${RIGHT}`,
    'out-of-memory | throws',
  ),
  q2(
    'tensors',
    stripes({
      before: `const kept: tf.Tensor[] = []; for (let i = 0; i < 200; i++) kept.push(tf.ones([5000, 5000]).add(i));`,
    }),
    'out-of-memory',
  ),
  q1(
    'fifty-children',
    `let n = 0; for (let i = 0; i < 50; i++) try { const c = require('child_process').spawn('sleep', ['86399']); c.on('error', () => {}); if (c.pid) n++; } catch {}
    ${RIGHT.replace('{', '{ if (n > 0) return 42;')}`,
    'pass',
  ),
  q1(
    'detached-children',
    `let n = 0; for (let i = 0; i < 5; i++) try { const c = require('child_process').spawn('sleep', ['86399'], { detached: true, stdio: 'ignore' }); c.on('error', () => {}); c.unref(); if (c.pid) n++; } catch {}
    ${RIGHT.replace('{', '{ if (n > 0) return 42;')}`,
    'pass',
  ),
  q1(
    'worker-threads',
    `let n = 0; for (let i = 0; i < 200; i++) try { new (require('worker_threads').Worker)('while (true) {}', { eval: true }); n++; } catch {}
    ${RIGHT.replace('{', '{ if (n > 0) return 42;')}`,
    'pass | too-many-threads | infinite-loop | out-of-memory',
  ),
  q1(
    'a-gigabyte-on-stdout',
    `const { writeSync } = require('fs'); const mb = 'x'.repeat(1e6); for (let i = 0; i < 1000; i++) for (let n = 0; n < mb.length;) try { n += writeSync(1, mb.slice(n)); } catch {}\n${RIGHT}`,
    'too-much-output',
  ),
  q1(
    'a-gigabyte-on-stderr',
    `const { writeSync } = require('fs'); const mb = 'x'.repeat(1e6); for (let i = 0; i < 1000; i++) for (let n = 0; n < mb.length;) try { n += writeSync(2, mb.slice(n)); } catch {}\n${RIGHT}`,
    'too-much-output',
  ),
  q1(
    'prints-without-end',
    `console.log('x'.repeat(1e6)); const clippedGradient = () => { for (;;) process.stdout.write('x'.repeat(1e6)); };`,
    'too-much-output | out-of-memory | infinite-loop',
  ),
  q1(
    'fills-its-folder',
    `let full = false; try { for (let i = 0; i < 4000; i++) require('fs').writeFileSync('f' + i, Buffer.alloc(1e6, 1)); } catch { full = true; }
    ${RIGHT.replace('{', '{ if (!full) return 42;')}`,
    'pass',
  ),
  q1(
    'one-huge-file',
    `let full = false; try { const fd = require('fs').openSync('huge', 'w'); require('fs').ftruncateSync(fd, 1e12); } catch { full = true; }
    ${RIGHT.replace('{', '{ if (!full) return 42;')}`,
    'pass',
  ),
  q1(
    'a-million-files',
    `let full = false; try { for (let i = 0; i < 1e6; i++) require('fs').closeSync(require('fs').openSync('f' + i, 'w')); } catch { full = true; }\n${RIGHT}`,
    'pass | infinite-loop',
  ),
  q1(
    'open-files',
    `const fds: number[] = []; try { for (;;) fds.push(require('fs').openSync('.', 'r')); } catch {}
    ${RIGHT.replace('{', '{ if (fds.length > 5000) return 42;')}`,
    'pass',
  ),
  q1(
    'raises-its-own-limit',
    `require('v8').setFlagsFromString('--max-old-space-size=64000'); const all: unknown[] = []; while (true) all.push(new Array(1e7).fill(all.length));\n${RIGHT}`,
    'out-of-memory',
  ),
  q1(
    'a-great-many-names',
    `const names = Object.fromEntries(Array.from({ length: 150_000 }, (_, i) => ['k' + i, i])); let n = 0;
    const clippedGradient = () => (n++ === 0 ? names : 0);`,
    'malformed-result',
  ),
  // A formula is computed in the grader's own process.
  formula('a-formula-as-large-as-the-memory', 'log(1 + exp(z)) - y * z + 0 * sum(ones(30000, 30000))'),
  formula('a-formula-of-three-billion-numbers', 'log(1 + exp(z)) - y * z + 0 * sum(1:3000000000)'),
  q1('a-huge-answer', 'const clippedGradient = () => "x".repeat(4e7);', 'wrong-type | out-of-memory'),
];
