import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock';

const folder = mkdtempSync(join(tmpdir(), 'unstuck-lock-'));
const engine = join(folder, 'engine');

afterAll(() => rmSync(folder, { recursive: true }));

test('the second waits, says so once, and goes on when the first ends', async () => {
  const order: string[] = [];
  // Long enough for it to ask again, and to say so again.
  const onWaiting = (): void => {
    order.push('waiting');
    setTimeout(() => release(), 700);
  };
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let second: Promise<void> | undefined;
  await withLock(engine, { onWaiting }, async () => {
    second = withLock(engine, { onWaiting }, async () => void order.push('second'));
    await held;
    order.push('first');
  });
  await second;
  expect(order).toEqual(['waiting', 'first', 'second']);
  expect(existsSync(`${engine}.lock`)).toBe(false);
});

test('the lock of a holder that was killed is taken over', async () => {
  mkdirSync(`${engine}.lock`);
  utimesSync(`${engine}.lock`, 1, 1);
  const onWaiting = jest.fn();
  expect(await withLock(engine, { onWaiting }, async () => 'made')).toBe('made');
  expect(onWaiting).not.toHaveBeenCalled();
});

test('work whose lock another process took is told to stop', async () => {
  const work = withLock(engine, { onWaiting: () => {} }, async (signal) => {
    utimesSync(`${engine}.lock`, 1, 1);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    signal.throwIfAborted();
  });
  await expect(work).rejects.toThrow('its lock was lost: run `npx unstuck setup` again');
  rmSync(`${engine}.lock`, { recursive: true });
});

test('a stop ends the waiting', async () => {
  mkdirSync(`${engine}.lock`);
  const stop = new AbortController();
  const onWaiting = (): void => stop.abort(new Error('enough'));
  await expect(withLock(engine, { onWaiting, signal: stop.signal }, async () => {})).rejects.toThrow(
    'enough',
  );
});
