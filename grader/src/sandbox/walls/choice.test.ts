import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const program = join(__dirname, '../../../bin/unstuck.js');

/** What the real command says about the walls, in this environment. */
function grade(env: Record<string, string>, ...options: string[]) {
  const run = spawnSync(process.execPath, [program, 'grade', 'no-such-file.ipynb', ...options], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { code: run.status, said: run.stderr };
}

const WEAKER = 'Isolation is weaker here';

test('behind bubblewrap nothing is said', () => {
  const { said } = grade({ UNSTUCK_SANDBOX: 'bubblewrap' }, '--require-sandbox');
  expect(said).not.toContain(WEAKER);
  expect(said).not.toContain('--require-sandbox');
});

test.each([
  ['asked for', { UNSTUCK_SANDBOX: 'node' }, 'unset UNSTUCK_SANDBOX'],
  ['no bubblewrap', { PATH: '/nowhere' }, 'bubblewrap is not installed'],
])('%s: one line, with the remedy', (_what, env, reason) => {
  const { said } = grade(env);
  expect(said.split('\n').filter((line) => line.includes(WEAKER))).toHaveLength(1);
  expect(said).toContain(reason);
});

test('--require-sandbox refuses to grade behind less', () => {
  const { code, said } = grade({ UNSTUCK_SANDBOX: 'node' }, '--require-sandbox');
  expect(code).toBe(2);
  expect(said).toContain('--require-sandbox: UNSTUCK_SANDBOX=node asks for it');
});

test.each([
  [{ UNSTUCK_SANDBOX: 'docker' }, 'expected "bubblewrap" or "node", got "docker"'],
  [{ UNSTUCK_SANDBOX: 'bubblewrap', PATH: '/nowhere' }, 'bubblewrap is not installed'],
])('%p is an error', (env, message) => {
  const { code, said } = grade(env);
  expect(code).toBe(2);
  expect(said).toContain(message);
});
