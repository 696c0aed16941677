import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMaster } from './master';
import { MasterError } from './master-error';

const tiny = readFileSync(join(__dirname, '__fixtures__/07-tiny.master'), 'utf8');

function question(...lines: string[]): string {
  return ['// %% question=q1', ...lines].join('\n');
}

function solved(...lines: string[]): string {
  return question('// BEGIN SOLUTION', ...lines, '// END SOLUTION');
}

test('a master gives its slug, its title and its cells in order', () => {
  const master = parseMaster(tiny, '07-tiny');
  expect(master).toMatchObject({ slug: '07-tiny', title: 'A tiny lesson' });
  expect(master.cells.map((cell) => [cell.kind, cell.question, cell.line])).toEqual([
    ['markdown', undefined, 3],
    ['code', undefined, 8],
    ['code', 'q1', 11],
    ['code', undefined, 19],
    ['code', 'q2', 22],
    ['code', undefined, 28],
  ]);
});

test('a check belongs to the cell before it and is no cell', () => {
  const { cells } = parseMaster('// %%\nconst a = 1;\n\n// %% check\nconsole.assert(a === 1);\n', '07-tiny');
  expect(cells).toMatchObject([{ source: 'const a = 1;', check: 'console.assert(a === 1);' }]);
});

test.each([
  ['before the first cell', '// %% check\n1;\n'],
  ['after another', '// %%\n1;\n// %% check\n2;\n// %% check\n3;\n'],
])('a check %s is refused', (_where, text) => {
  expect(() => parseMaster(text, '07-tiny')).toThrow(/a check follows the cell that it checks/);
});

test('a question cell has the answer as its source and the stub apart', () => {
  const cell = parseMaster(tiny, '07-tiny').cells.find(({ question }) => question === 'q2');
  expect(cell?.source).toBe("const fault: string = 'none';");
  expect(cell?.stub).toBe("// TODO q2: name the fault\nconst fault: string = 'TODO';");
});

test('a region without a text asks for an answer, at its own indentation', () => {
  const [cell] = parseMaster(
    question('function f() {', '    // BEGIN SOLUTION', '    return 1;', '    // END SOLUTION', '}'),
    '07-tiny',
  ).cells;
  expect(cell?.stub).toBe("function f() {\n    throw new Error('TODO q1: write your answer here');\n}");
});

test('stub lines keep their indentation, and may be several or empty', () => {
  const [cell] = parseMaster(
    solved(
      '  // STUB: const a = {',
      '  // STUB:   b: 0,',
      '  // STUB:',
      '  // STUB: };',
      '  const a = { b: 1 };',
    ),
    '07-tiny',
  ).cells;
  expect(cell?.stub).toBe('  const a = {\n    b: 0,\n\n  };');
  expect(cell?.source).toBe('  const a = { b: 1 };');
});

test('each region of a question has its own stub', () => {
  const cell = parseMaster(
    question(
      '// BEGIN SOLUTION first',
      'const a = 1;',
      '// END SOLUTION',
      'const kept = 2;',
      '// BEGIN SOLUTION',
      '// STUB: const b = 0;',
      'const b = 3;',
      '// END SOLUTION',
    ),
    '07-tiny',
  ).cells[0];
  expect(cell?.source).toBe('const a = 1;\nconst kept = 2;\nconst b = 3;');
  expect(cell?.stub).toBe("throw new Error('TODO q1: first');\nconst kept = 2;\nconst b = 0;");
});

test('a quote or a backslash in what is to be done stays inside the string', () => {
  const [cell] = parseMaster(
    question("// BEGIN SOLUTION don't write \\n", 'f();', '// END SOLUTION'),
    '07-tiny',
  ).cells;
  expect(() => new Function(cell?.stub ?? '')()).toThrow("TODO q1: don't write \\n");
});

test('without a title the slug stands in', () => {
  expect(parseMaster('// %% [markdown]\n// no title', '07-tiny').title).toBe('07-tiny');
});

test('Windows line ends and a byte order mark make no difference', () => {
  expect(parseMaster(`\uFEFF${tiny.replaceAll('\n', '\r\n')}`, '07-tiny')).toEqual(
    parseMaster(tiny, '07-tiny'),
  );
});

test('a cell keeps its id when another is put before it, and loses it when its text changes', () => {
  const ids = (text: string) => parseMaster(text, '07-tiny').cells.map((cell) => cell.id);
  const before = ids('// %%\nconst a = 1;');
  expect(ids('// %%\nconst b = 2;\n// %%\nconst a = 1;')[1]).toBe(before[0]);
  expect(ids('// %%\nconst a = 3;')).not.toEqual(before);
});

test.each([
  ['an unclosed region', question('', '// BEGIN SOLUTION', 'f();'), 3, 'never closed'],
  ['a region in a region', solved('// BEGIN SOLUTION'), 3, 'inside the region that line 2 opened'],
  ['an end without a beginning', question('// END SOLUTION'), 2, 'without a BEGIN SOLUTION'],
  ['a text after the end', question('// BEGIN SOLUTION', 'f();', '// END SOLUTION q1'), 4, 'takes no text'],
  ['a question without a region', question('', 'f();'), 3, 'its answer would be published'],
  ['a misspelt region', solved('f();').replace('BEGIN', 'begin'), 2, 'unknown marker // begin SOLUTION'],
  ['a region outside a question', '// %%\nf();\n// BEGIN SOLUTION', 3, 'not in a question cell'],
  ['a stub line after the answer', solved('f();', '// STUB: g();'), 4, 'directly after BEGIN SOLUTION'],
  ['a stub line outside a region', question('// STUB: g();'), 2, 'directly after BEGIN SOLUTION'],
  ['a question id used twice', `${solved('f();')}\n${solved('g();')}`, 5, 'already at line 1'],
  ['an unknown marker', '// %% [markdwon]\n// text', 1, 'unknown marker // %% [markdwon]'],
  ['a marker without its space', '//%%\nf();', 1, 'unknown marker //%%'],
  ['a question without an id', '// %% question=\nf();', 1, 'unknown marker'],
  ['a markdown line without //', '// %% [markdown]\n// # T\ntext', 3, 'markdown line without //: "text"'],
  ['a blank line inside markdown', '// %% [markdown]\n// # T\n\n// text', 3, 'markdown line without //: ""'],
  ['code before the first cell', "import 'a';\n// %%\nf();", 1, 'text before the first cell'],
  ['an empty cell', '// %%\n\n// %%\nf();', 1, 'this cell is empty'],
  ['no cell at all', '\n', 1, 'no cells'],
  [
    'a stub that is no TypeScript',
    question('const a: string =', '// BEGIN SOLUTION', "'b';", '// END SOLUTION'),
    1,
    'put // STUB: lines after BEGIN SOLUTION',
  ],
])('%s is refused with its line', (_what, text, line, message) => {
  let error: unknown;
  try {
    parseMaster(text, '07-tiny');
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(MasterError);
  expect((error as MasterError).message).toContain(message);
  expect((error as MasterError).message).toMatch(new RegExp(`^solutions/07-tiny\\.ts:${line}: `));
});
