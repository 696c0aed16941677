import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../lessons';

test('the workflow that a course copies is YAML, and calls commands that there are', () => {
  const { on, jobs } = parse(readFileSync(join(root, 'grader/workflows/grade.yml'), 'utf8'));
  expect(on.push.paths).toEqual(['**.ipynb']);
  const runs = jobs.grade.steps.flatMap(({ run }: { run?: string }) => run ?? []).join('\n');
  const commands = readFileSync(join(root, 'grader/src/cli/main.ts'), 'utf8');
  const called = [...runs.matchAll(/npx unstuck (\w+)/g)].map(([, command]) => command);
  expect(called).toEqual(['setup', 'batch']);
  for (const command of called) expect(commands).toContain(`.command('${command}')`);
});
