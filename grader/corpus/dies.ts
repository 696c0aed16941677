import type { Case } from '@unstuck/grader/corpus';
import { q1, q2, RIGHT, stripes } from './case';

export const cases: Case[] = [
  q1('exits-with-0', 'process.exit(0)', 'exited-early'),
  q1('exits-with-1', 'process.exit(1)', 'exited-early'),
  q1('exits-when-called', 'const clippedGradient = () => process.exit(0);', 'exited-early'),
  q1(
    'exits-later',
    `setTimeout(() => process.exit(0), 0); const clippedGradient = () => new Promise(() => {});`,
    'exited-early',
  ),
  q1('really-exits', '(process as any).reallyExit(0)', 'exited-early'),
  q1('aborts', 'process.abort()', 'crashed'),
  q1('kills-itself', "process.kill(process.pid, 'SIGKILL'); while (true) {}", 'crashed'),
  q1('stops-itself', "process.kill(process.pid, 'SIGSTOP'); while (true) {}", 'never-settles'),
  q1(
    'kills-its-parent',
    `try { process.kill(process.ppid, 'SIGKILL'); } catch {}\n${RIGHT}`,
    'pass | crashed',
  ),
  q1('kills-everybody', `try { process.kill(-1, 'SIGKILL'); } catch {}\n${RIGHT}`, 'pass | crashed'),
  q1('overflows-the-stack', 'const clippedGradient = (): number => 1 + clippedGradient();', 'throws'),
  q1(
    'uncaught-later',
    `setTimeout(() => { throw new Error('later'); }, 0); const clippedGradient = () => new Promise(() => {});`,
    'crashed',
  ),
  q1(
    'uncaught-after-the-answer',
    `process.on('exit', () => { throw new Error('too late'); });\n${RIGHT}`,
    'pass',
  ),
  q1(
    'unhandled-rejection',
    `Promise.reject(new Error('nobody looks')); const clippedGradient = () => new Promise(() => {});`,
    'crashed',
  ),
  q2(
    'a-bad-tensor-op',
    stripes({
      before: `const broken = tf.backend() as any; try { broken.binding.executeOp('Conv2D', [], [1, 2, 3], 1); } catch {}`,
    }),
    'pass | crashed | throws',
  ),
];
