import { parseMaster } from './master';
import { runMaster } from './run-master';

const master = (code: string, check: string) =>
  parseMaster(`// %%\nconst SEED = 1;\n${code}\n// %% check\n${check}\n`, '07-tiny');

test('what does not hold is said, all of it, and what holds is not', async () => {
  const seedIs = (n: number) => `console.assert(Number(SEED) === ${n}, 'the seed is ${n}');`;
  const checks = [seedIs(7), seedIs(1), "console.assert(false, 'the moon is cheese');"].join('\n');
  const { problems } = await runMaster(master("console.log('any');", checks), { seed: 7 });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^Assertion failed: the seed is 1\n.*the moon is cheese$/);
});

test('a cell that fails is a problem', async () => {
  const { problems } = await runMaster(master("throw new Error('lost');", 'console.assert(true);'));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('lost');
});
