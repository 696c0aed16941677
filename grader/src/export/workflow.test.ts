import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../lessons';

test('the workflow that a course copies is YAML, and calls commands that there are', () => {
  const { on, jobs } = parse(readFileSync(join(root, 'grader/workflows/grade.yml'), 'utf8'));
  expect(on.push.paths).toEqual(['**.ipynb']);
  const runs = jobs.grade.steps.flatMap(({ run }: { run?: string }) => run ?? []).join('\n');
  const cli = join(root, 'grader/src/cli');
  const commands = readdirSync(cli).map((file) => readFileSync(join(cli, file), 'utf8'));
  const called = [...runs.matchAll(/npx unstuck (\w+)/g)].map(([, command]) => command);
  expect(called).toEqual(['setup', 'batch']);
  for (const command of called) expect(commands.join()).toContain(`.command('${command}')`);
});
