import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { brokenCommands, Checkout, type SetupRun } from './checkout.fixture';
import { addonPath } from './compiler';
import type { SetupEvent } from './events';
import { extractHeaders } from './extract';
import { setupNative } from './index';
import { statusOf } from './status';
import { stepContext } from './step';
import { WHEEL } from './wheel';

const LIBRARY = join('deps', 'lib', 'libtensorflow_cc.so.2');
const LIBRARY_PARTS = ['include', 'lib'];
const ADDON_URL = '/napi-v8/4.22.0/CPU-linux-4.22.0.tar.gz';
const PIPS = ['python3', 'python', 'pip3', 'pip'];
const work = mkdtempSync(join(tmpdir(), 'unstuck-setup-'));
const wheel = join(work, WHEEL.file);
const checkout = new Checkout();
const pipless = brokenCommands(join(work, 'pipless'), PIPS);
const first = { UNSTUCK_CACHE: join(work, 'first'), UNSTUCK_ENGINE_STEPS: 'wheel' };
let uncompiled: SetupRun;
let made: SetupRun;

// One wheel is downloaded for the whole file: into a cache where a damaged one lies and no compiler works.
beforeAll(async () => {
  const downloads = join(first.UNSTUCK_CACHE, 'downloads');
  mkdirSync(downloads, { recursive: true });
  writeFileSync(join(downloads, WHEEL.file), 'half a wheel');
  uncompiled = await checkout.setup({ ...first, CXX: halfCompiler() });
  linkSync(join(downloads, WHEEL.file), wheel);
  made = await checkout.setup({ ...first, PATH: pipless.PATH });
});

afterAll(() => {
  checkout.remove();
  rmSync(work, { recursive: true, force: true });
});

test('a damaged wheel is named and downloaded again from PyPI, with progress', () => {
  expect(notes(uncompiled)).toEqual([
    expect.stringMatching(/\.whl is damaged \(12 bytes, expected 207208420\); downloading a new one$/),
  ]);
  const last = uncompiled.events
    .filter((event) => event.kind === 'progress' && event.done === WHEEL.size)
    .at(-1);
  expect(last).toMatchObject({ label: 'download TensorFlow', total: WHEEL.size, unit: 'bytes' });
});

test('a compiler that fails is quoted, and the wheel is kept for the next time', () => {
  expect(uncompiled.result).toMatchObject({
    engine: 'wasm',
    failures: [{ step: 'wheel', reason: 'napi.h:1: fatal error: no standard library' }],
  });
  expect(uncompiled.result!.failures[0]!.next).toContain('apt install g++');
});

test('the kept wheel becomes an engine without pip, is linked, and is removed', () => {
  expect(made.result).toMatchObject({ engine: 'node', step: 'wheel', reused: false, failures: [] });
  expect(statusOf(engineIn(first)).manifest?.versions).toMatchObject({
    tfjsNode: '4.22.0',
    tensorflow: '2.15.1',
  });
  expect(labels(made)).toEqual([
    'unpack headers',
    'compile the addon',
    'unpack TensorFlow',
    'check the engine',
  ]);
  expect(existsSync(pipless.log)).toBe(false);
  expect(existsSync(join(checkout.installed, 'lib', 'napi-v8', 'tfjs_binding.node'))).toBe(true);
  expect(readdirSync(join(first.UNSTUCK_CACHE, 'downloads'))).toEqual([]);
});

test('the second time is instant and uses neither network nor tools', async () => {
  const again = await checkout.setup({ UNSTUCK_CACHE: first.UNSTUCK_CACHE, PATH: '' });
  expect(again.result).toMatchObject({ engine: 'node', step: 'wheel', reused: true, failures: [] });
  expect(again.events).toEqual([expect.objectContaining({ kind: 'ready', reused: true })]);
  expect(again.took).toBeLessThan(made.took / 5);
});

test('each step that fails says why and what to try; the portable engine remains', async () => {
  const run = await checkout.setup({ UNSTUCK_CACHE: join(work, 'none'), CXX: '/nonexistent/c++' });
  expect(run.result).toEqual({
    engine: 'wasm',
    failures: [
      {
        step: 'official',
        reason: '127.0.0.1:9 cannot be reached (connect ECONNREFUSED 127.0.0.1:9)',
        next: expect.stringContaining('TFJS_NODE_CDN_STORAGE'),
      },
      {
        step: 'wheel',
        reason: 'no C++ compiler: CXX=/nonexistent/c++ does not run',
        next: expect.stringContaining('install a C++ compiler'),
      },
    ],
  });
  expect(run.events.filter(({ kind }) => kind !== 'failed')).toEqual(
    ['official', 'wheel', 'portable'].map((step) => ({ kind: 'step', step })),
  );
});

test('a machine without pip is told so', async () => {
  const run = await checkout.setup({ ...first, UNSTUCK_CACHE: join(work, 'none'), PATH: pipless.PATH });
  expect(run.result!.failures[0]).toMatchObject({
    reason: expect.stringMatching(/^no pip: none of python3 -m pip, .* runs$/),
    next: expect.stringContaining('python3-pip'),
  });
});

test('a package index that cannot be reached is told apart from a missing wheel', async () => {
  const offline = {
    PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
    PIP_FIND_LINKS: '',
    PIP_CONFIG_FILE: '/dev/null',
  };
  const run = await checkout.setup({ ...first, ...offline, UNSTUCK_CACHE: join(work, 'none') });
  expect(run.result!.failures[0]!.reason).toMatch(/^pip: the package index cannot be reached \(.*refused/);
  expect(run.result!.failures[0]!.next).toContain(`UNSTUCK_WHEEL to a copy of ${WHEEL.file}`);
});

test('an engine whose files only got new times is checked by hash and taken, another content is not', async () => {
  const env = { UNSTUCK_CACHE: join(work, 'copied'), UNSTUCK_ENGINE_STEPS: 'portable', PATH: '' };
  const directory = cloneEngine(env);
  const addon = addonPath(directory);
  cpSync(addon, `${addon}.copy`);
  rmSync(addon);
  cpSync(`${addon}.copy`, addon);
  rmSync(`${addon}.copy`);
  utimesSync(addon, 1, 1);
  expect(statusOf(directory)).toMatchObject({
    state: 'broken',
    reason: expect.stringContaining('was changed'),
  });
  expect((await checkout.setup(env)).result).toMatchObject({ engine: 'node', reused: true });
  const bytes = readFileSync(addon);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(addon, bytes);
  utimesSync(addon, 2, 2);
  expect((await checkout.setup(env)).result).toEqual({ engine: 'wasm', failures: [] });
});

test('after kill -9 in the middle two setups at once make a broken engine whole, once', async () => {
  const env = { ...first, UNSTUCK_CACHE: join(work, 'killed'), UNSTUCK_WHEEL: wheel };
  const directory = cloneEngine(env);
  replaceByTruncated(join(directory, LIBRARY));
  expect(statusOf(directory)).toMatchObject({
    state: 'broken',
    reason: `${LIBRARY} has 1000 bytes, expected 564733624`,
  });
  await checkout.setup(env, (event, child) => {
    if (event.kind === 'progress' && event.done > 50e6) child.kill('SIGKILL');
  });
  expect(leavings(env)).toHaveLength(2);
  const runs = await Promise.all([checkout.setup(env), checkout.setup(env)]);
  expect(runs.map(({ result }) => result?.engine === 'node' && result.reused).sort()).toEqual([false, true]);
  expect(runs.flatMap(({ events }) => events).some(({ kind }) => kind === 'waiting')).toBe(true);
  expect(statusOf(directory).state).toBe('ready');
  expect(leavings(env)).toEqual([]);
  expect(existsSync(wheel)).toBe(true);
});

test('a stopped setup rejects with the reason and leaves nothing half-made', async () => {
  const env = { UNSTUCK_CACHE: join(work, 'stopped'), UNSTUCK_WHEEL: wheel };
  Object.assign(process.env, env);
  const stop = new AbortController();
  const report = (event: SetupEvent): void => {
    if (event.kind === 'progress' && event.label === 'compile the addon') stop.abort(new Error('enough'));
  };
  await expect(setupNative({ steps: ['wheel'], report, signal: stop.signal })).rejects.toThrow('enough');
  for (const name of Object.keys(env)) delete process.env[name];
  expect(leavings(env)).toEqual([]);
});

test('a cache that cannot be written is named, and costs no step', async () => {
  const run = await checkout.setup({ UNSTUCK_CACHE: wheel });
  expect(run.result).toMatchObject({ engine: 'wasm', failures: [{ step: 'cache' }] });
  expect(run.result!.failures[0]!.reason).toMatch(/\.whl\/engine cannot be written \(ENOTDIR/);
});

test('an unknown step is named', async () => {
  await expect(setupNative({ steps: ['conda' as 'wheel'] })).rejects.toThrow(
    'steps of the engine: expected some of official, wheel, portable, got "conda"',
  );
});

describe("tfjs-node's own installer", () => {
  const archive = join(work, 'archive');
  let server: Server;
  let host: string;
  let addon: 'built' | 'junk' | 'none' = 'none';
  let silent = false;

  beforeAll(async () => {
    await layOutLibtensorflow(archive);
    server = createServer(serve).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => server.close());

  const serve: RequestListener = ({ url }, response) => {
    if (silent) return;
    const parts = { '/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz': LIBRARY_PARTS, [ADDON_URL]: ['napi-v8'] }[
      url!
    ];
    if (!parts || (url === ADDON_URL && addon === 'none')) return response.writeHead(404).end();
    const built = url === ADDON_URL ? join(engineIn(first), 'lib') : join(archive, 'deps');
    return sendArchive(response, addon === 'junk' ? junk() : built, parts);
  };

  function official(cache: string): Promise<SetupRun> {
    const TFJS_NODE_BASE_URI = `${host}/libtensorflow-`;
    const mirror = { TFJS_NODE_BASE_URI, npm_config_tfjs_binding_binary_host_mirror: host };
    return checkout.setup({ ...mirror, UNSTUCK_CACHE: join(work, cache), UNSTUCK_ENGINE_STEPS: 'official' });
  }

  test('makes the engine where its host is reached', async () => {
    addon = 'built';
    const run = await official('official');
    expect(run.result).toMatchObject({ engine: 'node', step: 'official', reused: false, failures: [] });
    expect(labels(run)).toEqual(['download libtensorflow', 'check the engine']);
  });

  test('is given up after 5 s of silence', async () => {
    silent = true;
    const run = await official('silent');
    silent = false;
    expect(run.result!.failures[0]!.reason).toMatch(
      /^127\.0\.0\.1:\d+ cannot be reached \(no answer in 5 s\)$/,
    );
    // Not asked twice.
    expect(run.took).toBeLessThan(10_000);
  });

  test('is not believed: an engine that does not load is not taken', async () => {
    addon = 'junk';
    const run = await official('junk');
    expect(run.result!.failures[0]!.reason).toMatch(/^the engine does not work: .*(ELF|too short)/);
    expect(readdirSync(join(work, 'junk', 'engine'))).toEqual([]);
  });

  test('gets its addon from our compiler where the prebuilt one does not come', async () => {
    addon = 'none';
    const run = await official('compiled');
    expect(run.result).toMatchObject({ engine: 'node', step: 'official', failures: [] });
    expect(notes(run)).toEqual(["tfjs-node's library came, its addon did not: compiling the addon here"]);
  });
});

function labels({ events }: SetupRun): string[] {
  return [...new Set(events.flatMap((event) => (event.kind === 'progress' ? event.label : [])))];
}

function notes({ events }: SetupRun): string[] {
  return events.flatMap((event) => (event.kind === 'note' ? event.message : []));
}

function engineIn({ UNSTUCK_CACHE }: { UNSTUCK_CACHE: string }): string {
  return join(UNSTUCK_CACHE, 'engine', `tfjs-node-4.22.0-${process.platform}-${process.arch}`);
}

/** Another cache with the first engine in it. */
function cloneEngine(env: { UNSTUCK_CACHE: string }): string {
  cloneFiles(engineIn(first), engineIn(env));
  return engineIn(env);
}

/** A copy of a folder whose files are hard links to the same bytes. */
function cloneFiles(from: string, to: string): void {
  for (const path of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const stat = lstatSync(join(from, path));
    if (stat.isDirectory()) mkdirSync(join(to, path), { recursive: true });
    else if (stat.isSymbolicLink()) symlinkSync(readlinkSync(join(from, path)), join(to, path));
    else linkSync(join(from, path), join(to, path));
  }
}

function replaceByTruncated(path: string): void {
  rmSync(path);
  writeFileSync(path, '');
  truncateSync(path, 1000);
}

/** Everything beside the engine: stages, replaced engines, locks. */
function leavings(env: { UNSTUCK_CACHE: string }): string[] {
  const engine = basename(engineIn(env));
  return readdirSync(join(env.UNSTUCK_CACHE, 'engine')).filter((name) => name !== engine);
}

/** A compiler that runs but cannot compile. */
function halfCompiler(): string {
  const path = join(work, 'half-c++');
  const script =
    '#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "napi.h:1: fatal error: no standard library"\nexit 1\n';
  writeFileSync(path, script, { mode: 0o755 });
  return path;
}

/** The wheel's library under the names that libtensorflow 2.9.1's archive uses, with its headers. */
async function layOutLibtensorflow(folder: string): Promise<void> {
  await extractHeaders(
    wheel,
    stepContext('official', folder, () => {}, new AbortController().signal),
  );
  const library = join(folder, 'deps', 'lib');
  cloneFiles(join(engineIn(first), 'deps'), join(folder, 'deps'));
  symlinkSync('libtensorflow_cc.so.2', join(library, 'libtensorflow.so.2.9.1'));
  symlinkSync('libtensorflow_framework.so.2', join(library, 'libtensorflow_framework.so.2.9.1'));
}

/** An archive with an addon that is none, and a library that does not matter then. */
function junk(): string {
  const folder = join(work, 'junk-archive');
  for (const path of ['napi-v8/tfjs_binding.node', 'lib/libtensorflow.so.2.9.1', 'include/nothing.h']) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), 'junk');
  }
  return folder;
}

function sendArchive(response: ServerResponse, folder: string, parts: string[]): void {
  const tar = spawn('tar', ['-cf', '-', '-C', folder, ...parts]);
  response.writeHead(200);
  pipeline(tar.stdout, createGzip({ level: 0 }), response).catch(() => tar.kill());
}
