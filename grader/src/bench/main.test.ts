import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const built = join(__dirname, '../../dist/bench/main.js');
const folder = mkdtempSync(join(tmpdir(), 'unstuck-main-'));
afterAll(() => rmSync(folder, { recursive: true }));

function bench(...args: string[]) {
  const { UNSTUCK_PYTHON: _, ...env } = process.env;
  // A temporary folder of its own: another test counts what is left in the common one.
  return spawnSync(process.execPath, [built, ...args], {
    encoding: 'utf8',
    env: { ...env, TMPDIR: folder },
  });
}

test('`kit --json` without Python prints JSON with null for the original, and says on stderr what to set', () => {
  const { stdout, stderr, status } = bench('kit', '--json', '--rounds', '1', '--case', 'smote-1000');
  expect(status).toBe(0);
  expect(stderr).toMatch(/^The originals are left out: set UNSTUCK_PYTHON to .*kit\/reference\/README\.md/);
  expect(JSON.parse(stdout)).toMatchObject({
    cases: [
      {
        name: 'smote-1000',
        kitSeconds: expect.any(Number),
        originalSeconds: null,
        kitOverOriginal: null,
      },
    ],
    rounds: 1,
    machine: { threads: { kit: 1 } },
    versions: { node: process.versions.node },
  });
});

test.each([
  [['kit', '--case', 'smote'], 'bench: case: there is no "smote"; there are: smote-1000, '],
  [['kit', '--rounds', '0'], 'expected a whole number >= 1, got "0"'],
])('%j is an error that says what there is', (args, message) => {
  const { stderr, status } = bench(...args);
  expect(status).not.toBe(0);
  expect(stderr).toContain(message);
});
