import { timeOut } from './watchdog';

const usage = (cpuSeconds: number, running = false) => ({
  cpuSeconds,
  running,
  memory: 0,
  threads: 1,
  processes: 1,
});
const outcome = (seconds: number, elapsed: number, before?: object, after?: object) => {
  const found = timeOut({ seconds, elapsed, before, after } as Parameters<typeof timeOut>[0]);
  return found && !found.ok ? found.reason : found;
};

test.each([
  ['before its time nothing is over', 9, usage(0), usage(9, true), undefined],
  ['it computed all the time', 10, usage(1), usage(11, true), 'infinite-loop'],
  ['it computed with four threads', 10, usage(1), usage(41, true), 'infinite-loop'],
  ['it waited', 10, usage(1), usage(1.1), 'never-settles'],
  ['it had half a processor', 10, usage(1), usage(6, true), undefined],
  ['it had half a processor for twice the time', 20, usage(1), usage(11, true), 'infinite-loop'],
  ['it had a fifth of a processor for three times the time', 30, usage(1), usage(7, true), 'infinite-loop'],
  ['it waits for a processor', 10, usage(1), usage(1.2, true), undefined],
  ['the system does not tell', 10, undefined, undefined, 'infinite-loop'],
])('%s', (_what, elapsed, before, after, expected) => {
  expect(outcome(10, elapsed, before, after)).toBe(expected);
});
