import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinLines, serializeNotebook } from './format';
import { parseMaster } from './master';
import { checkedNotebook, solutionNotebook, studentNotebook } from './student';

const fixture = (name: string) => readFileSync(join(__dirname, '__fixtures__', name), 'utf8');
const master = parseMaster(fixture('07-tiny.master'), '07-tiny');

test("the student's notebook is the golden one, byte for byte", () => {
  expect(serializeNotebook(studentNotebook(master))).toBe(fixture('07-tiny.ipynb'));
});

test('the answers come back from the solution notebook as the master has them', () => {
  const { cells } = solutionNotebook(master);
  expect(cells.map((cell) => joinLines(cell.source))).toEqual(master.cells.map((cell) => cell.source));
  expect(cells.map((cell) => joinLines(cell.source)).join('\n')).toContain(
    '  return values.reduce((total, value) => total + value, 0);',
  );
});

test('neither notebook shows a solution marker, and the student sees no answer', () => {
  const student = serializeNotebook(studentNotebook(master));
  const solution = serializeNotebook(solutionNotebook(master));
  for (const text of [student, solution]) expect(text).not.toMatch(/SOLUTION|STUB|biome/);
  expect(student).not.toContain('reduce');
  expect(student).not.toContain("'none'");
});

test('both notebooks say which lesson and which questions they are', () => {
  for (const notebook of [studentNotebook(master), solutionNotebook(master)]) {
    expect(notebook.metadata.unstuck).toEqual({ lesson: '07-tiny' });
    const tagged = notebook.cells.filter((cell) => cell.metadata.unstuck);
    expect(tagged.map((cell) => [cell.id, cell.metadata.unstuck])).toEqual([
      ['q1', { question: 'q1' }],
      ['q2', { question: 'q2' }],
    ]);
  }
});

test('checks are in no notebook but the one that tests run', () => {
  const checked = parseMaster('// %%\nconst a = 1;\n// %% check\nconsole.assert(a === 1);\n', '07-tiny');
  const sources = ({ cells }: { cells: { source: string | string[] }[] }) =>
    cells.map(({ source }) => joinLines(source));
  expect(sources(studentNotebook(checked))).toEqual(['const a = 1;']);
  expect(sources(solutionNotebook(checked))).toEqual(['const a = 1;']);
  expect(sources(checkedNotebook(checked))).toEqual(['const a = 1;', 'console.assert(a === 1);']);
});
