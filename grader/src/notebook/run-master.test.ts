import { parseMaster } from './master';
import { runMaster } from './run-master';

const master = (code: string, check: string) =>
  parseMaster(`// %%\nconst SEED = 1;\n${code}\n// %% check\n${check}\n`, '07-tiny');

test('what does not hold is said, all of it', async () => {
  const checks =
    'console.assert(SEED === 7, "the seed is 7");\nconsole.assert(SEED === 1, "the seed is 1");\nconsole.assert(false, "the moon is cheese");';
  const { problems } = await runMaster(master('console.log("any");', checks), { seed: 7 });
  expect(problems.join()).toMatch(/the seed is 1[\s\S]*the moon is cheese/);
  expect(problems.join()).not.toContain('the seed is 7');
});

test('a cell that fails is a problem', async () => {
  const { problems } = await runMaster(master('throw new Error("lost");', 'console.assert(true);'));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('lost');
});
