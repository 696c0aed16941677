import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { errorCode } from './errors';

// A killed holder stops touching its lock; after this long another setup takes over.
const STALE_MS = 5000;
const ASK_AGAIN_MS = 300;
const LOST = 'this setup stood still for so long that its lock was lost: run `npx unstuck setup` again';

export interface LockOptions {
  /** Called once when another process holds the lock. */
  onWaiting: () => void;
  signal?: AbortSignal | undefined;
}

/**
 * Runs `work` while no other process makes the engine in `directory`, whose parent folder exists. The signal that `work` gets also fires when the
 * lock was lost (the process was stopped for so long that another one took over).
 */
export async function withLock<T>(
  directory: string,
  { onWaiting, signal }: LockOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const release = await acquire(directory, lost, onWaiting, signal);
  try {
    return await work(signal ? AbortSignal.any([signal, lost.signal]) : lost.signal);
  } finally {
    if (!lost.signal.aborted) await release();
  }
}

async function acquire(
  directory: string,
  lost: AbortController,
  onWaiting: () => void,
  signal: AbortSignal | undefined,
): Promise<() => Promise<void>> {
  const onCompromised = (cause: Error): void => lost.abort(new Error(LOST, { cause }));
  const options = { realpath: false, stale: STALE_MS, update: STALE_MS / 5, onCompromised };
  for (let waited = false; ; waited = true) {
    signal?.throwIfAborted();
    try {
      return await lock(directory, options);
    } catch (error) {
      if (errorCode(error) !== 'ELOCKED') throw error;
    }
    if (!waited) onWaiting();
    await sleep(ASK_AGAIN_MS);
  }
}
