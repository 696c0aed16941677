import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { quick, temporaryFolder, writeFiles } from '../batch/class.fixture';
import { resultsSchema } from '../export/gradescope';
import { root } from '../lessons';
import type { Notebook } from '../notebook';

const folder = temporaryFolder();
let runs = 0;

/** Runs the script that Gradescope runs, in the folders that Gradescope makes. */
function runAutograder(handedIn: Record<string, Notebook | string>) {
  const autograder = join(folder, String(runs++));
  for (const part of ['source', 'submission']) mkdirSync(join(autograder, part), { recursive: true });
  symlinkSync(root, join(autograder, 'source', 'unstuck'));
  writeFiles(join(autograder, 'submission'), handedIn);
  const { status, stderr } = spawnSync(join(root, 'grader/gradescope/run_autograder'), {
    env: { ...process.env, AUTOGRADER: autograder },
    encoding: 'utf8',
  });
  const file = join(autograder, 'results', 'results.json');
  return { status, stderr, results: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined };
}

test('a notebook becomes results in the format of Gradescope', () => {
  const { status, results } = runAutograder({ 'my answers.ipynb': quick('a') });
  expect(status).toBe(0);
  expect(resultsSchema.parse(results)).toEqual(results);
  expect(results.score).toBe(2);
  expect(results.tests.map((one: { status: string; tags: string[] }) => [one.status, ...one.tags])).toEqual([
    ['failed', 'missing-answer'],
    ['failed', 'missing-answer'],
    ['failed', 'missing-answer'],
    ['passed', 'pass'],
  ]);
});

test.each([
  ['no notebook', { 'essay.txt': 'I could not do it.' }, 'No notebook was handed in'],
  ['a notebook of nothing', { 'empty.ipynb': '' }, 'does not say which lesson|not JSON|person will look'],
])('%s is a result of no points that says so', (_what, handedIn, said) => {
  const { status, results } = runAutograder(handedIn as Record<string, string>);
  expect(status).toBe(0);
  expect(results.score).toBe(0);
  expect(results.output).toMatch(new RegExp(said));
});

test('every script is valid Bash and may be run', () => {
  for (const script of ['setup.sh', 'run_autograder']) {
    const file = join(root, 'grader/gradescope', script);
    expect(spawnSync('bash', ['-n', file]).status).toBe(0);
    expect(spawnSync('test', ['-x', file]).status).toBe(0);
  }
});
