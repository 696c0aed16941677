import { spawn } from 'node:child_process';
import { timeOut, Watchdog } from './watchdog';

const usage = (cpuSeconds: number) => ({ cpuSeconds, running: false, memory: 0, threads: 1, processes: 1 });

// Share of the time in which it computed or waited for a processor, after how many seconds, and what it used.
test.each([
  ['before its time nothing is over', 1, 9, usage(0), usage(9), undefined],
  ['it computed all the time', 1, 10, usage(1), usage(11), 'infinite-loop'],
  ['it computed with four threads', 1, 10, usage(1), usage(41), 'infinite-loop'],
  ['it waited', 0, 10, usage(1), usage(1.1), 'never-settles'],
  ['it waited, and a timer woke it up now and then', 0.2, 10, usage(1), usage(1.1), 'never-settles'],
  ['it had half a processor', 1, 10, usage(1), usage(6), undefined],
  ['it had half a processor for twice the time', 1, 20, usage(1), usage(11), 'infinite-loop'],
  ['it had a fifth of a processor for three times the time', 1, 30, usage(1), usage(7), 'infinite-loop'],
  ['it waits for a processor', 0.9, 10, usage(1), usage(1.2), undefined],
  ['the system does not tell', 0, 10, undefined, undefined, 'infinite-loop'],
])('%s', (_what, running, elapsed, before, after, expected) => {
  const found = timeOut({ seconds: 10, elapsed, before, after, running });
  expect(found && !found.ok ? found.reason : found).toBe(expected);
});

test('what came while this process was kept waiting is read before its time is over', async () => {
  // A process of its own: that of the tests may have used more by now than an answer may.
  const waiting = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  const bites: unknown[] = [];
  const limits = { cellSeconds: 0.01, probeSeconds: 0.01, heapMegabytes: 64 };
  await new Promise<void>((resolve) =>
    // From here one round is certain: the timers that are due, what has come in, and then the next of these.
    setImmediate(() => {
      const watchdog = new Watchdog(waiting.pid, limits, 10, (bitten) => bites.push(bitten));
      watchdog.begin(0.01);
      const until = process.uptime() + 0.2;
      while (process.uptime() < until);
      setImmediate(() => {
        watchdog.stop();
        resolve();
      });
    }),
  );
  waiting.kill();
  expect(bites).toEqual([]);
});
