import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunOptions, runNotebook } from './execute';
import type { CellRun } from './executed';
import { type Notebook, type Output, serializeNotebook } from './format';
import { parseMaster } from './master';
import { solutionNotebook, studentNotebook } from './student';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unstuck-run-'));
  const tiny = 'tiny-package';
  cpSync(join(__dirname, '__fixtures__', tiny), join(folder, 'node_modules', tiny), { recursive: true });
  mkdirSync(join(folder, 'notebooks'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, 'notebooks/lesson.ipynb');

function run(sources: string[], options?: RunOptions) {
  const cells = sources.map((source, i) => ({
    cell_type: 'code',
    execution_count: null,
    id: `c${i}`,
    metadata: {},
    outputs: [],
    source,
  }));
  return runSaved({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, options);
}

function runSaved(notebook: Notebook, options?: RunOptions) {
  writeFileSync(file(), serializeNotebook(notebook));
  return runNotebook(file(), options);
}

const stdout = (text: string) => ({ output_type: 'stream', name: 'stdout', text });
const errorOf = (cell: CellRun | undefined) =>
  cell?.outputs.find((output): output is Output & { output_type: 'error' } => output.output_type === 'error');

test('types, state over cells, await, imports and outputs are those of the tslab kernel', async () => {
  const { ok, cells } = await run([
    "import { double } from 'tiny-package';\nimport { display } from 'tslab';\ninterface Point { x: number }",
    'const point: Point = { x: await Promise.resolve(double(21)) };',
    "console.log('a');\nconsole.log('b');\nconsole.error('c');\npoint.x",
    "display.html('<b>bold</b>');\ndisplay.png(new Uint8Array([1, 2]));",
    '  \n',
    "process.cwd().endsWith('notebooks')",
  ]);
  expect(ok).toBe(true);
  expect(cells.map((cell) => cell.outputs)).toEqual([
    [],
    [],
    [stdout('a\nb\n'), { output_type: 'stream', name: 'stderr', text: 'c\n' }, stdout('42\n')],
    [
      { output_type: 'display_data', data: { 'text/html': '<b>bold</b>' }, metadata: {} },
      { output_type: 'display_data', data: { 'image/png': 'AQI=' }, metadata: {} },
    ],
    [stdout('true\n')],
  ]);
  expect(cells.map((cell) => [cell.index, cell.number, cell.of])).toEqual([
    [0, 1, 5],
    [1, 2, 5],
    [2, 3, 5],
    [3, 4, 5],
    [5, 5, 5],
  ]);
});

test('an updated display changes where it was first shown', async () => {
  const { cells } = await run([
    "import { newDisplay } from 'tslab';\nconst bar = newDisplay();\nbar.text('1 of 2');",
    "bar.text('2 of 2');",
  ]);
  expect(cells.map((cell) => cell.outputs)).toEqual([
    [{ output_type: 'display_data', data: { 'text/plain': '2 of 2' }, metadata: {} }],
    [],
  ]);
});

test('a cell that throws stops the run and says which it was', async () => {
  const seen: string[] = [];
  const { ok, cells } = await run(
    ["console.log('before');", "throw new RangeError('too far');", 'console.log(3);'],
    {
      onCell: (cell) => seen.push(`${cell.id} ${cell.state}`),
    },
  );
  expect(ok).toBe(false);
  expect(cells.map((cell) => cell.state)).toEqual(['ok', 'failed']);
  expect(errorOf(cells[1])).toMatchObject({ ename: 'RangeError', evalue: 'too far' });
  expect(errorOf(cells[1])?.traceback[0]).toBe('RangeError: too far');
  expect(errorOf(cells[1])?.traceback.join('\n')).not.toMatch(/tslab|kernel\.js/);
  expect(seen).toEqual(['c0 running', 'c0 ok', 'c1 running', 'c1 failed']);
});

test.each([
  ['a type error', "const x: number = 'text';", 'CompileError', /^1:7 - Type 'string' is not assignable/],
  ['a package that is not there', "import 'not-installed';", 'Error', /Cannot find module 'not-installed'/],
  ['a rejected await', "await Promise.reject(new TypeError('late'));", 'TypeError', /^late$/],
  ['a thrown value that is no error', 'throw { code: 7 };', 'Thrown', /^\{ code: 7 \}$/],
  ['an end of the process', 'process.exit(3);', 'KernelDied', /exit code 3/],
  ['a crash', "process.kill(process.pid, 'SIGSEGV');\nawait new Promise(() => {});", 'KernelDied', /SIGSEGV/],
])('%s is an error output', async (_what, source, ename, evalue) => {
  const { ok, cells } = await run([source, 'console.log(2);']);
  expect(ok).toBe(false);
  expect(cells).toHaveLength(1);
  expect(errorOf(cells[0])).toMatchObject({ ename, evalue: expect.stringMatching(evalue) });
});

test('the untouched notebook of a lesson stops at its first TODO', async () => {
  const text = readFileSync(join(__dirname, '__fixtures__/07-tiny.master'), 'utf8');
  const master = parseMaster(text, '07-tiny');
  const student = await runSaved(studentNotebook(master));
  expect(student.ok).toBe(false);
  expect(errorOf(student.cells.at(-1))?.evalue).toBe("TODO q1: add the values up (it's one line)");

  const solved = await runSaved(solutionNotebook(master));
  expect(solved.ok).toBe(true);
  expect(solved.cells.at(-1)?.outputs).toEqual([stdout('3\n')]);
});

test.each([
  ['a busy loop', 'while (true) {}'],
  ['a busy loop past an await', 'await null;\nwhile (true) {}'],
  ['a wait without end', 'await new Promise(() => {});'],
])('%s ends at the time limit', async (_what, source) => {
  const { ok, cells } = await run([`console.log('said');\n${source}`, 'console.log(2);'], { cellTimeout: 8 });
  expect(ok).toBe(false);
  expect(cells).toHaveLength(1);
  expect(cells[0]?.outputs[0]).toEqual(stdout('said\n'));
  expect(errorOf(cells[0])).toMatchObject({ ename: 'CellTimeout', evalue: 'cell 1 ran longer than 8 s' });
});

test('the caller can interrupt a run', async () => {
  const caller = new AbortController();
  const onReport = () => caller.abort();
  const { ok, cells } = await run(["console.log('started');\nwhile (true) {}"], {
    signal: caller.signal,
    onReport,
  });
  expect(ok).toBe(false);
  expect(errorOf(cells[0])).toMatchObject({ ename: 'Interrupted' });
});

test('a run that was aborted before it began runs nothing', async () => {
  const { ok, cells } = await run(["console.log('started');", 'console.log(2);'], {
    signal: AbortSignal.abort(),
  });
  expect(ok).toBe(false);
  expect(cells.map((cell) => [cell.state, errorOf(cell)?.ename])).toEqual([['failed', 'Interrupted']]);
  expect(cells[0]?.outputs).toHaveLength(1);
});

test('the executed notebook is written, also when a cell failed, and no stale output stays in it', async () => {
  const out = join(folder, 'made/here.ipynb');
  const stale = { ...solutionNotebook(parseMaster('// %%\n1;\n// %%\nthrow 2;\n// %%\n3;', '07-tiny')) };
  for (const cell of stale.cells) Object.assign(cell, { outputs: [stdout('stale')], execution_count: 99 });
  await runSaved(stale, { out });
  const written = JSON.parse(readFileSync(out, 'utf8'));
  expect(written.metadata).toEqual(stale.metadata);
  expect(written.cells.map((cell: { execution_count: unknown }) => cell.execution_count)).toEqual([
    1,
    2,
    null,
  ]);
  expect(written.cells[0].outputs).toEqual([{ output_type: 'stream', name: 'stdout', text: ['1\n'] }]);
  expect(written.cells[1].outputs[0]).toMatchObject({ output_type: 'error', ename: 'Thrown', evalue: '2' });
  expect(written.cells[2].outputs).toEqual([]);
});
