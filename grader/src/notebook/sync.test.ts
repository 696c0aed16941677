import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNotebooks, syncNotebooks } from './sync';

const MEND = 'npx unstuck dev sync';
const fixture = (name: string) => readFileSync(join(__dirname, '__fixtures__', name), 'utf8');
const golden = fixture('07-tiny.ipynb');
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'unstuck-sync-'));
  mkdirSync(join(root, 'solutions'));
  write('solutions/07-tiny.ts', fixture('07-tiny.master'));
  write('solutions/tsconfig.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(join(root, file), text);
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('sync writes the notebooks, once', () => {
  expect(syncNotebooks(root)).toEqual(['notebooks/07-tiny.ipynb']);
  expect(read('notebooks/07-tiny.ipynb')).toBe(golden);
  expect(checkNotebooks(root)).toEqual([]);
  expect(syncNotebooks(root)).toEqual([]);
});

test('a missing notebook is a problem that sync mends', () => {
  expect(checkNotebooks(root)).toEqual([`notebooks/07-tiny.ipynb is missing; run: ${MEND}`]);
});

test('one changed byte is a problem that sync mends', () => {
  syncNotebooks(root);
  write('notebooks/07-tiny.ipynb', golden.trimEnd());
  expect(checkNotebooks(root)).toEqual([
    `notebooks/07-tiny.ipynb differs from what solutions/07-tiny.ts makes; run: ${MEND}`,
  ]);
  expect(syncNotebooks(root)).toEqual(['notebooks/07-tiny.ipynb']);
  expect(checkNotebooks(root)).toEqual([]);
});

test('a generated notebook whose master is gone is removed', () => {
  syncNotebooks(root);
  write('notebooks/03-gone.ipynb', golden.replaceAll('07-tiny', '03-gone'));
  expect(checkNotebooks(root)).toEqual([`notebooks/03-gone.ipynb has no master in solutions/; run: ${MEND}`]);
  expect(syncNotebooks(root)).toEqual(['notebooks/03-gone.ipynb']);
  expect(readdirSync(join(root, 'notebooks'))).toEqual(['07-tiny.ipynb']);
});

test('any other file is a problem, but never removed', () => {
  syncNotebooks(root);
  write('notebooks/notes.txt', 'mine');
  write('notebooks/my-own.ipynb', golden);
  write('notebooks/broken.ipynb', '{');
  mkdirSync(join(root, 'notebooks/.ipynb_checkpoints'));
  const problems = checkNotebooks(root);
  expect(problems).toHaveLength(3);
  for (const problem of problems)
    expect(problem).toMatch(/is not made from solutions\/.*npx unstuck dev sync$/);
  expect(syncNotebooks(root)).toEqual([]);
  expect(read('notebooks/notes.txt')).toBe('mine');
  expect(read('notebooks/my-own.ipynb')).toBe(golden);
});

test('a master that cannot be read is a problem of the check, and stops sync before it writes', () => {
  write('solutions/08-broken.ts', '// %% question=q1\nf();\n');
  expect(checkNotebooks(root)).toEqual([
    expect.stringMatching(/missing/),
    expect.stringMatching(/^solutions\/08-broken\.ts:2: .*mend the master, then run: npx unstuck dev sync$/),
  ]);
  expect(() => syncNotebooks(root)).toThrow('solutions/08-broken.ts:2:');
  expect(() => read('notebooks/07-tiny.ipynb')).toThrow('ENOENT');
});

test('a master without a number in its name is a problem', () => {
  syncNotebooks(root);
  write('solutions/tiny.ts', fixture('07-tiny.master'));
  expect(checkNotebooks(root)).toEqual([
    `solutions/tiny.ts is not named NN-name.ts; rename it, then run: ${MEND}`,
  ]);
});
