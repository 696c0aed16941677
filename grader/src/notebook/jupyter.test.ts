import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNotebook } from './execute';
import { joinLines, type Notebook, type Output, serializeNotebook } from './format';
import { type Jupyter, realJupyter } from './jupyter.fixture';
import { jupyterPython } from './jupyter-python';
import { parseMaster } from './master';
import { solutionNotebook, studentNotebook } from './student';

const MASTER = `// %% [markdown]
// # Through Jupyter

// %%
import { display, newDisplay } from 'tslab';
import { double } from 'tiny-package';
interface Point { x: number }

// %%
const point: Point = { x: await Promise.resolve(double(21)) };
console.log('one');
console.error('two');
point.x

// %%
display.html('<b>bold</b>');
const bar = newDisplay();
bar.text('1 of 2');

// %%
bar.text('2 of 2');
display.svg('<svg>\\n</svg>');
display.png(new Uint8Array([1, 2]));
[point]

// %% question=q1
// BEGIN SOLUTION say three
console.log('three');
// END SOLUTION
`;

let folder: string;
let jupyter: Jupyter;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unstuck-jupyter-'));
  const tiny = 'tiny-package';
  cpSync(join(__dirname, '__fixtures__', tiny), join(folder, 'node_modules', tiny), { recursive: true });
  mkdirSync(join(folder, 'notebooks'));
  jupyter = await realJupyter(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

function save(notebook: Notebook): string {
  const file = join(folder, 'notebooks/lesson.ipynb');
  writeFileSync(file, serializeNotebook(notebook));
  return file;
}

async function underJupyter(notebook: Notebook) {
  const out = join(folder, 'jupyter.ipynb');
  const result = await jupyter('execute', save(notebook), out);
  const outputs: Output[][] = JSON.parse(readFileSync(out, 'utf8')).cells.map(
    (cell: { outputs?: Output[] }) => (cell.outputs ?? []).map(withJoinedText),
  );
  return { ...result, outputs };
}

function withJoinedText(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: joinLines(output.text) };
  if (output.output_type !== 'display_data') return output;
  const data = Object.entries(output.data).map(([type, value]) => [
    type,
    joinLines(value as string | string[]),
  ]);
  return { ...output, data: Object.fromEntries(data) };
}

test('a generated notebook is valid nbformat, in the very layout that Jupyter writes', async () => {
  const file = join(folder, 'golden.ipynb');
  copyFileSync(join(__dirname, '__fixtures__/07-tiny.ipynb'), file);
  expect(await jupyter('check', file)).toEqual({ sameLayout: true });
});

test('Jupyter runs a notebook on the tslab kernel, with the outputs that our own runner gives', async () => {
  const notebook = solutionNotebook(parseMaster(MASTER, '07-tiny'));
  const theirs = await underJupyter(notebook);
  expect(theirs).toMatchObject({
    ok: true,
    kernel: 'tslab',
    kernelFolder: join(folder, 'jupyter/kernels/tslab'),
  });
  const stream = (name: string, text: string) => ({ output_type: 'stream', name, text });
  const shown = (type: string, text: string) => ({
    output_type: 'display_data',
    data: { [type]: text },
    metadata: {},
  });
  expect(theirs.outputs).toEqual([
    [],
    [],
    [stream('stdout', 'one\n'), stream('stderr', 'two\n'), stream('stdout', '42\n')],
    [shown('text/html', '<b>bold</b>'), shown('text/plain', '2 of 2')],
    [
      shown('image/svg+xml', '<svg>\n</svg>'),
      shown('image/png', 'AQI='),
      stream('stdout', '[ { x: 42 } ]\n'),
    ],
    [stream('stdout', 'three\n')],
  ]);

  const out = join(folder, 'ours.ipynb');
  const ours = await runNotebook(save(notebook), { out });
  expect([[], ...ours.cells.map((cell) => cell.outputs)]).toEqual(theirs.outputs);
  expect(await jupyter('check', out)).toEqual({ sameLayout: true });
});

test("Jupyter stops at a student's first TODO, and so do we, in a notebook that it can read", async () => {
  const notebook = studentNotebook(parseMaster(MASTER, '07-tiny'));
  const theirs = await underJupyter(notebook);
  expect(theirs).toMatchObject({ ok: false });
  expect(JSON.stringify(theirs.outputs.at(-1))).toContain('Error: TODO q1: say three');

  const out = join(folder, 'ours.ipynb');
  const ours = await runNotebook(save(notebook), { out });
  expect(ours.ok).toBe(false);
  expect(ours.cells.at(-1)?.outputs).toEqual([
    expect.objectContaining({ output_type: 'error', ename: 'Error', evalue: 'TODO q1: say three' }),
  ]);
  expect(await jupyter('check', out)).toEqual({ sameLayout: true });
});

test('where Python is missing, the error says what to install', async () => {
  const made = jupyterPython(join(folder, 'cache'), join(folder, 'python3'));
  await expect(made).rejects.toThrow('apt-get install python3 python3-venv');
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
});
