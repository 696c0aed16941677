import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * Ends a process that was started `detached`, and all that it started; resolves when it has ended, or has not
 * been started.
 */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Already gone, or on Windows, which has no groups.
    child.kill('SIGKILL');
  }
  await ended;
}
