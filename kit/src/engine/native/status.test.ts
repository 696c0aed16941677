import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheRoot, engineDirectory } from './cache';
import { type EngineManifest, listFiles, writeManifest } from './manifest';
import { statusOf } from './status';

const versions = { tfjsNode: '4.22.0', tensorflow: '2.15.1', node: 'v20.20.2' };
let engine: string;
let library: string;

beforeEach(async () => {
  engine = mkdtempSync(join(tmpdir(), 'unstuck-status-'));
  library = join(engine, 'deps', 'library.so.2');
  mkdirSync(join(engine, 'deps'));
  writeFileSync(library, 'abc');
  symlinkSync('library.so.2', join(engine, 'deps', 'library.so'));
  const manifest: EngineManifest = {
    schema: 1,
    step: 'wheel',
    versions,
    made: '2026-01-01T00:00:00.000Z',
    files: [],
  };
  writeManifest(engine, { ...manifest, files: await listFiles(engine) });
});

afterEach(() => rmSync(engine, { recursive: true, force: true }));

test('an engine that is as its manifest says is ready', () => {
  const status = statusOf(engine);
  expect(status).toMatchObject({ state: 'ready', directory: engine, manifest: { versions } });
  expect(status.manifest!.files).toEqual([
    { path: 'deps/library.so', link: 'library.so.2' },
    {
      path: 'deps/library.so.2',
      size: 3,
      modified: expect.any(Number),
      // The test vector of FIPS 180-2 for "abc".
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
  ]);
});

test('no folder is an absent engine', () => {
  expect(statusOf(join(engine, 'nothing'))).toMatchObject({
    state: 'absent',
    reason: 'it has not been made',
  });
});

test.each<[string, () => void, string]>([
  ['was not finished', () => rmSync(join(engine, 'ready.json')), 'it has no ready.json: it was not finished'],
  [
    'has a torn manifest',
    () => truncateSync(join(engine, 'ready.json'), 9),
    'ready.json is not readable as a manifest',
  ],
  ['was cut short', () => truncateSync(library, 1), 'deps/library.so.2 has 1 bytes, expected 3'],
  ['grew', () => appendFileSync(library, 'd'), 'deps/library.so.2 has 4 bytes, expected 3'],
  ['was changed', () => utimesSync(library, 1, 1), 'deps/library.so.2 was changed since it was checked'],
  ['lost a file', () => rmSync(library), 'deps/library.so.2 is missing'],
  ['lost a link', () => rmSync(join(engine, 'deps', 'library.so')), 'deps/library.so is missing'],
])('an engine that %s is broken', (_what, damage, reason) => {
  damage();
  expect(statusOf(engine)).toMatchObject({ state: 'broken', reason });
});

test('the cache is where the environment says', () => {
  const { UNSTUCK_CACHE, XDG_CACHE_HOME } = process.env;
  Object.assign(process.env, { UNSTUCK_CACHE: '/own', XDG_CACHE_HOME: '/xdg' });
  expect(engineDirectory()).toBe(`/own/engine/tfjs-node-4.22.0-${process.platform}-${process.arch}`);
  delete process.env.UNSTUCK_CACHE;
  expect(cacheRoot()).toBe('/xdg/unstuck');
  delete process.env.XDG_CACHE_HOME;
  expect(cacheRoot()).toMatch(/\/\.cache\/unstuck$/);
  for (const [name, value] of Object.entries({ UNSTUCK_CACHE, XDG_CACHE_HOME }))
    if (value) process.env[name] = value;
});
