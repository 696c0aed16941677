import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptOutputs, runLesson } from './kept-run';
import { parseMaster } from './master';

const folder = mkdtempSync(join(tmpdir(), 'unstuck-kept-'));
const before = process.env.UNSTUCK_CACHE;

beforeAll(() => {
  process.env.UNSTUCK_CACHE = folder;
});
afterAll(() => {
  if (before === undefined) delete process.env.UNSTUCK_CACHE;
  else process.env.UNSTUCK_CACHE = before;
  rmSync(folder, { recursive: true });
});

const trace = join(folder, 'trace');
const lesson = (text: string, code: string) =>
  parseMaster(`// %% [markdown]\n// # ${text}\n\n// %%\n${code}\n`, '00-small');
const leavesTrace = `import { appendFileSync } from 'node:fs';\nappendFileSync('${trace}', 'x');\nconsole.log('ran');`;

test('two who want a lesson at once have it run once; a change of its text runs nothing, one of its code does', async () => {
  const small = lesson('A title', leavesTrace);
  expect(keptOutputs(small)).toBeUndefined();
  const [one, two] = await Promise.all([runLesson(small), runLesson(small)]);
  expect(Object.values(one)).toEqual([[{ output_type: 'stream', name: 'stdout', text: 'ran\n' }]]);
  expect(two).toEqual(one);
  await runLesson(lesson('Another title', leavesTrace));
  expect(readFileSync(trace, 'utf8')).toBe('x');
  await runLesson(lesson('A title', `${leavesTrace}\n1;`));
  expect(readFileSync(trace, 'utf8')).toBe('xx');
});

test('a lesson that fails names its cell and what was said, and is not kept', async () => {
  const failing = lesson('A title', "throw new Error('no such thing');");
  await expect(runLesson(failing)).rejects.toThrow(/00-small: a cell failed:[\s\S]*no such thing/);
  expect(keptOutputs(failing)).toBeUndefined();
});
