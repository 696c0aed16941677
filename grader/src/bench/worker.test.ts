import type { Epoch, Hello, Task } from './protocol';
import { tfjsWorker, Worker, type WorkerPlan } from './worker';

const started: Worker[] = [];

function start(plan: WorkerPlan): Worker {
  const worker = new Worker(plan);
  started.push(worker);
  return worker;
}

function shell(script: string): Worker {
  return start({ name: 'shell', command: 'sh', args: ['-c', script], env: {}, mend: 'Try another.' });
}

afterEach(() => Promise.all(started.splice(0).map((worker) => worker.stop())));

test.each([
  ['node', 'tfjs-node'],
  ['plain', 'tfjs-node'],
  ['portable', 'tfjs-backend-wasm'],
] as const)('a worker on %s says who it is, prepares and trains', async (engine, library) => {
  const worker = start(tfjsWorker(engine));
  const { threads, versions } = await worker.ask<Hello>({ command: 'hello' });
  expect(Object.keys(versions)).toEqual([library]);
  expect(threads).toBeGreaterThanOrEqual(1);
  const task = await worker.ask<Task>({ command: 'prepare', network: 'dense', rows: 64 });
  expect(task.rows).toBe(64);
  for (let i = 0; i < 2; i++) {
    const { seconds, loss } = await worker.ask<Epoch>({ command: 'epoch' });
    expect(seconds).toBeGreaterThan(0);
    expect(loss).toBeGreaterThan(0);
  }
});

test('a request that cannot be met ends the worker with its reason', async () => {
  const worker = start(tfjsWorker('node'));
  const answer = worker.ask({ command: 'prepare', network: 'answer-z' });
  await expect(answer).rejects.toThrow(
    /the node worker ended with exit code 1:\n {2}network: there is no "answer-z"; there are: answer-a, .*\nWhere the native engine is missing/,
  );
});

test('a worker that was killed is an error at once, and at each later request', async () => {
  const worker = shell('echo dying >&2; kill -9 $$');
  const expected = 'the shell worker ended with SIGKILL:\n  dying\nTry another.';
  await expect(worker.ask({ command: 'hello' })).rejects.toThrow(expected);
  await expect(worker.ask({ command: 'hello' })).rejects.toThrow(expected);
});

test('an answer that is not JSON is told as it came', async () => {
  const worker = shell('read line; echo Good morning; read line');
  await expect(worker.ask({ command: 'hello' })).rejects.toThrow(
    'the shell worker answered "Good morning" to hello, where a line of JSON was expected; Try another.',
  );
});
