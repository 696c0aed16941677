import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSandboxed } from '@unstuck/grader/sandbox';
import { type Bait, bait, hostState } from './host.fixture';

const limits = { cellSeconds: 2, probeSeconds: 2, heapMegabytes: 128, memoryMegabytes: 512 };
/** Memory and folders fill up by themselves, on a busy machine later. */
const patient = { ...limits, cellSeconds: 60, probeSeconds: 60 };
const outside = mkdtempSync(join(tmpdir(), 'outside-'));
const secret = join(outside, 'secret.json');
let lure: Bait;

beforeAll(async () => {
  writeFileSync(secret, '{"secret": 1}');
  lure = await bait();
  // The first look and the first run find out what the machine has, with processes and groups of their own.
  hostState(lure);
  await reasonOf('const f = () => 1;');
});
afterAll(() => {
  lure.server.close();
  rmSync(outside, { recursive: true });
});

async function reasonOf(source: string, given = limits) {
  const probe = { kind: 'call' as const, name: 'f', calls: [[]] };
  // Making a snapshot goes on in the background, in processes of its own.
  const outcome = await runSandboxed({ question: 'q1', source, probe }, given, { snapshot: false });
  return outcome.ok ? `answered ${JSON.stringify(outcome.answer)}` : outcome.reason;
}

/** What the host is like before and after; the run must not have changed it. */
async function leavesTheHost(run: () => Promise<string>) {
  const before = hostState(lure);
  const reason = await run();
  expect(hostState(lure)).toEqual(before);
  expect(readdirSync(outside)).toEqual(['secret.json']);
  expect(readFileSync(secret, 'utf8')).toBe('{"secret": 1}');
  return reason;
}

const hostile = (cases: [string, string][], given = limits) =>
  test.each(cases)('%s: %s', async (expected, source) => {
    expect(await leavesTheHost(() => reasonOf(filled(source), given))).toMatch(expected);
  });

/** Cells name what is only known when they run. */
function filled(source: string): string {
  return source
    .replaceAll('OUTSIDE', outside)
    .replaceAll('SECRET', secret)
    .replaceAll('PORT', String(lure.port));
}

describe('never ends', () => {
  hostile([
    ['infinite-loop', 'while (true) {}'],
    ['infinite-loop', 'const f = () => /^(a+)+$/.test("a".repeat(40) + "b");'],
    ['infinite-loop', 'const f = async () => { while (true) await null; };'],
    ['never-settles', 'const f = () => new Promise(() => {});'],
    ['never-settles', 'setInterval(() => {}, 100); const f = () => new Promise(() => {});'],
    ['answered', 'setInterval(() => {}, 100); const f = () => 1;'],
    ['answered', 'process.on("exit", () => { while (true) {} }); const f = () => 1;'],
  ]);
});

describe('dies', () => {
  hostile([
    ['exited-early', 'process.exit(0)'],
    ['exited-early', 'const f = () => process.exit(137);'],
    ['crashed', 'const f = () => process.abort();'],
    ['crashed', 'process.kill(process.pid, "SIGKILL")'],
    ['crashed', 'process.kill(0, "SIGTERM")'],
    ['throws', 'const f = (): number => f() + 1;'],
    ['crashed', 'setTimeout(() => { throw new Error("late"); }, 1); const f = () => new Promise(() => {});'],
    ['crashed', 'Promise.reject(new Error("nobody looks")); const f = () => new Promise(() => {});'],
  ]);
});

describe('takes', () => {
  hostile(
    [
      ['out-of-memory', 'const all: unknown[] = []; while (true) all.push(new Array(1e5).fill(all.length));'],
      ['out-of-memory', 'const all: Buffer[] = []; while (true) all.push(Buffer.alloc(1e7, 1));'],
      ['out-of-memory', 'const f = () => new Float64Array(2 ** 32 - 1).length;'],
      ['out-of-memory', 'const all: tf.Tensor[] = []; while (true) all.push(tf.ones([1000, 1000]));'],
      ['too-much-output', 'while (true) require("fs").writeSync(1, "x".repeat(1e6));'],
      ['too-much-output', 'while (true) try { require("fs").writeSync(2, "x".repeat(1e6)); } catch {}'],
      ['disk-full', 'for (let i = 0; ; i++) require("fs").writeFileSync("f" + i, Buffer.alloc(1e7));'],
      ['file-too-large', 'while (true) require("fs").appendFileSync("f", Buffer.alloc(1e7));'],
      ['too-many-files', 'while (true) require("fs").openSync("f", "w");'],
      ['forbidden', 'while (true) new (require("worker_threads").Worker)("1", { eval: true });'],
      [
        'forbidden',
        'for (let i = 0; i < 50; i++) require("child_process").fork("x.js", { detached: true });',
      ],
    ],
    patient,
  );
});

describe('reaches out', () => {
  hostile([
    ['forbidden', 'require("fs").readFileSync("SECRET")'],
    ['throws', 'require("@swc/core").transformFileSync("SECRET", { swcrc: false })'],
    ['throws', 'await require("sharp")("SECRET").toBuffer()'],
    ['forbidden', 'require("fs").writeFileSync("OUTSIDE/new", "")'],
    [
      'throws',
      'await require("sharp")({ create: { width: 1, height: 1, channels: 3, background: "red" } }).toFile("OUTSIDE/new.png")',
    ],
    ['forbidden', 'require("fs").symlinkSync("SECRET", "link"); require("fs").readFileSync("link")'],
    ['forbidden', 'require("child_process").execSync("id > OUTSIDE/new")'],
    [
      'forbidden',
      'const f = () => new Promise((_, no) => require("net").connect(PORT, "127.0.0.1").on("error", no));',
    ],
    ['forbidden', 'const f = () => fetch("http://127.0.0.1:PORT");'],
    [
      'forbidden',
      'const f = () => new Promise((_, no) => require("net").createServer().on("error", no).listen(0));',
    ],
    [
      'forbidden',
      'const f = () => new Promise((_, no) => require("dgram").createSocket("udp4").on("error", no).send("x", 53, "127.0.0.1"));',
    ],
    ['forbidden', 'process.binding("spawn_sync")'],
    ['forbidden', 'require("inspector").open(0)'],
  ]);
});

test('a grader that is killed takes its runs with it', async () => {
  const sandbox = join(__dirname, '../../dist/sandbox');
  const job = { question: 'q1', source: 'while (true) {}', probe: { kind: 'value', name: 'x' } };
  const long = { ...limits, cellSeconds: 600 };
  const code = `require(${JSON.stringify(sandbox)}).runSandboxed(${JSON.stringify(job)}, ${JSON.stringify(long)})`;
  const grader = spawn(process.execPath, ['-e', code]);
  const runs = await until(() => {
    const found = descendants(grader.pid!);
    return found.length >= 3 ? found : [];
  });
  grader.kill('SIGKILL');
  await until(() => (runs.some((pid) => existsSync(`/proc/${pid}`)) ? [] : [1]));
});

/** The processes below one, bottom last. */
function descendants(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return children.flatMap((child) => [Number(child), ...descendants(Number(child))]);
  } catch {
    return [];
  }
}

/** Asks until there is something. */
async function until(ask: () => number[]): Promise<number[]> {
  for (;;) {
    const found = ask();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
