import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  contentOf,
  quick,
  type Run,
  start,
  temporaryFolder,
  unstuck,
  writeFiles,
} from '../batch/class.fixture';

const folder = temporaryFolder();
/** Answers that two workers have judged long before a third is ready with the slow one. */
const QUICK = 5;
const handedIn = join(folder, 'class');
let redis: ChildProcess;
let url: string;
const workers: Run[] = [];

const batch = (out: string, ...options: string[]) =>
  unstuck('batch', handedIn, '--out', join(folder, out), '--seed', '3', ...options);

beforeAll(async () => {
  const port = await freePort();
  url = `redis://127.0.0.1:${port}`;
  redis = await redisServer(port);
  const names = Array.from({ length: QUICK }, (_, i) => `student-${i}`);
  writeFiles(handedIn, Object.fromEntries(names.map((name) => [`${name}.ipynb`, quick(name)])));
});

afterAll(async () => {
  for (const { child } of workers) child.kill('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
  redis?.kill();
});

test('three workers, one of them killed at work: nothing is lost, and the results are those of one machine', async () => {
  workers.push(...['a', 'b', 'c'].map(() => start('worker', '--queue', url, '--workers', '1')));
  await Promise.all(workers.map(({ child }) => said(child, /Serving/)));
  // Its answer comes first, and takes long enough to be killed under.
  writeFiles(handedIn, {
    'slow.ipynb': quick('slow', {
      q4: "await new Promise((done) => setTimeout(done, 8000));\nconst lossOfLogit = 'log(1 + exp(z)) - y * z';",
    }),
  });
  const queued = batch('queued', '--queue', url);
  const { victim, judged } = await holderOfSlowAnswer();
  process.kill(-victim.child.pid!, 'SIGKILL');
  expect(judged).toBe(0);
  const { code, output } = await queued;
  expect([code, output]).toEqual([0, expect.stringContaining(`${QUICK + 1} answers judged now`)]);
  expect(await batch('alone', '--workers', '2')).toMatchObject({ code: 0 });
  expect(contentOf(join(folder, 'queued'))).toEqual(contentOf(join(folder, 'alone')));
});

test('a batch that is killed while its answers are queued finds their verdicts', async () => {
  const killed = start('batch', handedIn, '--out', join(folder, 'killed'), '--seed', '3', '--queue', url);
  await said(killed.child, /answers to judge/);
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(await batch('killed', '--queue', url)).toMatchObject({ code: 0 });
  expect(contentOf(join(folder, 'killed'))).toEqual(contentOf(join(folder, 'alone')));
});

test.each([
  ['redis://127.0.0.1:1', 'Redis cannot be reached'],
  ['localhost:6379', 'expected redis://host:port, got "localhost:6379"'],
])('%s: %s', async (wrong, message) => {
  const { code, output } = await batch('wrong', '--queue', wrong);
  expect([code, output]).toEqual([2, expect.stringContaining(message)]);
});

/** The worker that is busy when the two others have judged all the rest, and how many it has judged. */
async function holderOfSlowAnswer(): Promise<{ victim: Run; judged: number }> {
  const judged = new Map(workers.map((worker) => [worker, 0]));
  return new Promise((resolve) => {
    for (const worker of workers)
      worker.child.stdout!.on('data', (chunk: Buffer) => {
        judged.set(worker, judged.get(worker)! + (chunk.toString().match(/pass/g)?.length ?? 0));
        const total = [...judged.values()].reduce((sum, n) => sum + n, 0);
        const [victim, least] = [...judged].sort((a, b) => a[1] - b[1])[0]!;
        if (total === QUICK) resolve({ victim, judged: least });
      });
  });
}

async function redisServer(port: number): Promise<ChildProcess> {
  const server = spawn('redis-server', [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--dir',
    folder,
  ]);
  await said(server, /Ready to accept connections/);
  return server;
}

function said(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      if (pattern.test(chunk.toString())) resolve();
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
