import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest, writeManifest } from './manifest';

const folder = mkdtempSync(join(tmpdir(), 'unstuck-manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'a.js');
const path = join(folder, 'manifest.json');

beforeEach(() => {
  writeFileSync(file, 'one');
  writeManifest(path, new Map([[file, 'one']]), 'a.blob');
});

test('a manifest holds while its files have the same content, whenever they were written', () => {
  utimesSync(file, 1, 1);
  expect(readManifest(path)).toMatchObject({ files: [[file, expect.any(String)]], blob: 'a.blob' });
  expect(readdirSync(folder).sort()).toEqual(['a.js', 'manifest.json']);
});

test('one changed letter, and it does not, though size and time are the same', () => {
  utimesSync(file, 1, 1);
  writeFileSync(file, 'two');
  utimesSync(file, 1, 1);
  expect(readManifest(path)).toBeUndefined();
});

test('a file that changed while the snapshot was made is one that changed', () => {
  writeManifest(path, new Map([[file, 'zero']]), 'a.blob');
  expect(readManifest(path)).toBeUndefined();
});

test.each([
  ['a file is gone', () => rmSync(file)],
  ['it broke off', () => writeFileSync(path, '{"files": [')],
  ['there is none', () => rmSync(path)],
])('%s: there is no manifest', (_what, damage) => {
  damage();
  expect(readManifest(path)).toBeUndefined();
});
