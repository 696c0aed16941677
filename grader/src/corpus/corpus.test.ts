import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findLesson, root } from '../lessons';
import { type ClassResult, LESSON, loadCorpus } from '.';

const corpus = loadCorpus();
const all = Object.values(corpus).flat();

/** Jest cannot run inside jest, so the real command line does. */
function handIn(name: string): ClassResult {
  const command = [join(root, 'grader/bin/unstuck.js'), 'dev', 'corpus', '--class', name, '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1e8 });
  if (!stdout.trim()) throw new Error(stderr);
  return JSON.parse(stdout).classes[0];
}

test.each(Object.keys(corpus))(
  '%s: each gets its score and its reason, the batch survives, the host is untouched',
  (name) => {
    const { cases, batchProblems, damage } = handIn(name);
    const wrong = cases.filter(
      ({ scoreProblems, reasonProblems }) => [...scoreProblems, ...reasonProblems].length > 0,
    );
    expect({ wrong, batchProblems, damage }).toEqual({ wrong: [], batchProblems: [], damage: [] });
    expect(cases.map((one) => one.name)).toEqual(corpus[name]!.map((one) => one.name));
  },
);

test('there are at least a hundred submissions, each with a name of its own and an expectation', () => {
  expect(all.length).toBeGreaterThanOrEqual(100);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { lesson = LESSON, expect: expected, error } of all) {
    expect(expected ?? error).toBeDefined();
    for (const id of Object.keys(expected ?? {})) expect(findLesson(lesson).questions).toHaveProperty(id);
  }
});

test('a name that no submission has is an error', () => {
  const wrong = [join(root, 'grader/bin/unstuck.js'), 'dev', 'corpus', '--case', 'no-such-case'];
  const { status, stderr } = spawnSync(process.execPath, wrong, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('no-such-case') });
});
