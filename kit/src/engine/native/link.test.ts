import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkLibrary } from './link';

let installed: string;

beforeEach(() => {
  installed = mkdtempSync(join(tmpdir(), 'unstuck-link-'));
});

afterEach(() => rmSync(installed, { recursive: true }));

test('lib becomes a link to the engine, and moves to another engine', () => {
  for (const engine of ['/engines/one', '/engines/one', '/engines/two']) {
    linkLibrary(installed, engine);
    expect(readlinkSync(join(installed, 'lib'))).toBe(join(engine, 'lib'));
    expect(readdirSync(installed)).toEqual(['lib']);
  }
});

test("a library that tfjs-node's own installer made is left alone", () => {
  mkdirSync(join(installed, 'lib', 'napi-v8'), { recursive: true });
  writeFileSync(join(installed, 'lib', 'napi-v8', 'tfjs_binding.node'), '');
  linkLibrary(installed, '/engines/one');
  expect(statSync(join(installed, 'lib')).isDirectory()).toBe(true);
});

test('a folder that is no library is named, not removed', () => {
  mkdirSync(join(installed, 'lib'));
  expect(() => linkLibrary(installed, '/engines/one')).toThrow(/lib holds no tfjs_binding\.node: remove it/);
});

test('a package that cannot be written is named with what to do', () => {
  expect(() => linkLibrary(join(installed, 'nothing'), '/engines/one')).toThrow(
    /lib cannot be linked to the engine \(ENOENT.*\): make that folder writable, then run `npx unstuck setup`$/,
  );
});
