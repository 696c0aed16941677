import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAnswer } from '.';

const SAVED = 1000;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unstuck-check-'));
  for (const lesson of ['01-a', '02-b']) {
    const cells = [
      { source: [`const shared = '${lesson}';\n`, 'function preprocess() {}'], metadata: {} },
      {
        source: `function preprocess() { return '${lesson}'; }\nconst answer = 1;`,
        metadata: { unstuck: { question: 'q1' } },
      },
    ];
    const file = join(folder, `${lesson}.ipynb`);
    writeFileSync(file, JSON.stringify({ cells, metadata: { unstuck: { lesson } } }));
    utimesSync(file, SAVED, SAVED);
  }
  writeFileSync(join(folder, 'broken.ipynb'), '{');
});
afterEach(() => rmSync(folder, { recursive: true }));

const find = (rest: object) => findAnswer({ question: 'q1', folder, runs: [], ...rest });
const ran = (code: string, seconds: number) => ({ code, at: seconds * 1000 });

test('the notebook is the one that is named, that the front end tells, or whose cells ran', () => {
  expect(find({ lesson: '02-b' }).lesson).toBe('02-b');
  expect(find({ session: '/elsewhere/02-b.ipynb' }).lesson).toBe('02-b');
  expect(find({ runs: [ran("const shared = '02-b';\nfunction preprocess() {}", 1)] }).lesson).toBe('02-b');
});

test('where nothing says which notebook it is, the call that says so is given', () => {
  expect(() => find({})).toThrow("check('q1', { lesson: '01-a' })");
  expect(() => find({ question: 'q7' })).toThrow('no notebook in this folder has a question "q7"');
});

test('the answer is the one that was run or saved last', () => {
  const runs = [ran('const answer = 2;', SAVED + 1), ran("await check('q1')", SAVED + 2)];
  expect(find({ lesson: '01-a', runs })).toMatchObject({
    source: 'const answer = 2;',
    note: expect.stringContaining('save'),
  });
  const older = find({ lesson: '01-a', runs: [ran('const answer = 2;', SAVED - 1)] });
  expect(older.source).toContain('const answer = 1;');
  expect(older.note).toContain('graded as saved');
});

test('a cell of the lesson that declares the same name is no answer', () => {
  const runs = [ran('function preprocess() {}', SAVED + 1), ran('const p = preprocess();', SAVED + 2)];
  expect(find({ lesson: '01-a', runs })).toEqual({
    lesson: '01-a',
    source: expect.stringContaining('answer = 1'),
  });
});
