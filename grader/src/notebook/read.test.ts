import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_BYTES, MAX_CELLS, NotebookError } from './load';
import { readSubmission } from './read';

const golden = readFileSync(join(__dirname, '__fixtures__/07-tiny.ipynb'), 'utf8');
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unstuck-read-'));
  file = join(folder, 'submission.ipynb');
});
afterAll(() => rmSync(folder, { recursive: true }));

function submit(content: string | Buffer | object) {
  const raw = typeof content === 'string' || Buffer.isBuffer(content);
  writeFileSync(file, raw ? content : JSON.stringify(content));
  return readSubmission(file);
}

function notebook(...cells: object[]) {
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}

function answer(question: string, source: unknown = 'f();', type = 'code') {
  return { cell_type: type, metadata: { unstuck: { question } }, source };
}

test('a submission gives its lesson and the sources of its question cells only', () => {
  const { lesson, questions, problems } = submit(golden);
  expect(lesson).toBe('07-tiny');
  expect([...questions.keys()]).toEqual(['q1', 'q2']);
  expect(questions.get('q2')).toBe("// TODO q2: name the fault\nconst fault: string = 'TODO';");
  expect(problems).toEqual([]);
});

test('a source may be one string or a list of lines', () => {
  const { questions } = submit(notebook(answer('q1', 'a();\nb();'), answer('q2', ['a();\n', 'b();'])));
  expect(questions.get('q1')).toBe('a();\nb();');
  expect(questions.get('q2')).toBe('a();\nb();');
});

test('a byte order mark, a missing minor version and missing metadata do no harm', () => {
  const bare = { nbformat: 4, cells: [{ cell_type: 'code', source: '' }, answer('q1')] };
  expect([...submit(`\uFEFF${JSON.stringify(bare)}`).questions.keys()]).toEqual(['q1']);
});

test('where all metadata were cleaned away, the ids of the cells name the questions', () => {
  const cleaned = JSON.parse(golden);
  for (const cell of cleaned.cells) cell.metadata = {};
  expect(submit(cleaned).questions).toEqual(submit(golden).questions);
  const [kept] = JSON.parse(golden).cells.filter(({ id }: { id: string }) => id === 'q1');
  expect([...submit({ ...cleaned, cells: [kept, ...cleaned.cells] }).questions.keys()]).toEqual(['q1']);
});

test('a question answered twice has no answer but a problem; the others stand', () => {
  const { questions, problems } = submit(notebook(answer('q1'), answer('q2'), answer('q1', 'g();')));
  expect([...questions.keys()]).toEqual(['q2']);
  expect(problems).toEqual([
    {
      reason: 'duplicate-answer',
      question: 'q1',
      message: 'q1 is answered in 2 cells (cells 1, 3); put all of it into one and delete the rest',
    },
  ]);
});

test('an empty copy of a question is no second answer', () => {
  const { questions, problems } = submit(notebook(answer('q1', ' \n'), answer('q1'), answer('q1', [])));
  expect([...questions]).toEqual([['q1', 'f();']]);
  expect(problems).toEqual([]);
});

test('an answer in a markdown cell is a problem', () => {
  const { questions, problems } = submit(notebook(answer('q1', 'f();', 'markdown')));
  expect(questions.size).toBe(0);
  expect(problems).toEqual([expect.objectContaining({ reason: 'not-code', question: 'q1' })]);
});

test.each([
  ['a number', 7],
  ['an object', {}],
  ['a path', '../../q1'],
  ['a very long text', 'q'.repeat(100)],
  ['a property of every object', '__proto__'],
])('a question id that is %s is no question', (_what, question) => {
  expect(submit(notebook(answer(question as string))).questions.size).toBe(0);
});

test('a lesson that could not be a slug is none', () => {
  expect(submit({ ...notebook(), metadata: { unstuck: { lesson: '../../etc' } } }).lesson).toBeUndefined();
});

test('a key named __proto__ changes nothing', () => {
  const text = JSON.stringify(notebook(answer('q1'))).replace(
    '"metadata":{}',
    '"__proto__":{"q9":1},"metadata":{}',
  );
  expect([...submit(text).questions.keys()]).toEqual(['q1']);
  expect(({} as Record<string, unknown>).q9).toBeUndefined();
});

const wrong = (change: object) => JSON.stringify({ ...notebook(), ...change });
const cells = (count: number) => Array.from({ length: count }, () => ({ cell_type: 'code', source: '' }));

test.each([
  ['an empty file', '', 'not-json'],
  ['text that is no JSON', 'hello', 'not-json'],
  ['a truncated notebook', golden.slice(0, golden.length / 2), 'not-json'],
  ['JSON nested without end', '['.repeat(1_000_000), 'not-json'],
  ['a file in Latin-1', Buffer.from(golden, 'latin1'), 'not-utf8'],
  ['a file in UTF-16', Buffer.from(`\uFEFF${golden}`, 'utf16le'), 'not-utf8'],
  ['an old nbformat', wrong({ nbformat: 3 }), 'wrong-nbformat'],
  ['a version in words', wrong({ nbformat: '4' }), 'wrong-nbformat'],
  ['no cells', wrong({ cells: undefined }), 'wrong-nbformat'],
  ['cells that are none', wrong({ cells: [null] }), 'wrong-nbformat'],
  ['a source that is a number', wrong({ cells: [answer('q1', 4)] }), 'wrong-nbformat'],
  ['a list', '[]', 'wrong-nbformat'],
  ['null', 'null', 'wrong-nbformat'],
  ['deeply nested arrays', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'wrong-nbformat'],
  ['too many cells', wrong({ cells: cells(MAX_CELLS + 1) }), 'too-many-cells'],
])('%s is refused by name', (_what, content, reason) => {
  expectRefusal(() => submit(content), reason);
});

test('the most cells allowed are read', () => {
  expect(submit(wrong({ cells: [...cells(MAX_CELLS - 1), answer('q1')] })).questions.size).toBe(1);
});

test('a file over the size limit is refused, one at the limit is read', () => {
  const padding = MAX_BYTES - Buffer.byteLength(golden);
  expect(submit(golden + ' '.repeat(padding)).lesson).toBe('07-tiny');
  truncateSync(file, MAX_BYTES + 1);
  expectRefusal(() => readSubmission(file), 'too-large');
});

test.each([
  ['a folder', () => folder],
  ['a file that is not there', () => join(folder, 'nowhere.ipynb')],
  ['a device', () => '/dev/zero'],
  ['a named pipe', namedPipe],
])('%s is refused as unreadable', (_what, path) => {
  expectRefusal(() => readSubmission(path()), 'unreadable');
});

function namedPipe(): string {
  const pipe = join(folder, 'pipe.ipynb');
  execFileSync('mkfifo', [pipe]);
  return pipe;
}

function expectRefusal(read: () => unknown, reason: string): void {
  let error: unknown;
  try {
    read();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(NotebookError);
  expect((error as NotebookError).reason).toBe(reason);
  expect((error as NotebookError).message).not.toContain(folder);
}
