import { lock } from 'proper-lockfile';
import type { Lesson } from '../lessons';
import { recordFile } from './record';

/** A killed holder stops touching its lock. Long, for a holder that trains may not get to it for a while. */
const STALE_MILLISECONDS = 60_000;

/**
 * Runs `work` while no other process writes the lesson's record: each would write over the runs of the other.
 *
 * @throws Error at once where another process is at it: it may be at it for an hour.
 */
export async function withRecordLocked(lesson: Lesson, work: () => Promise<void>): Promise<void> {
  const release = await acquire(lesson);
  try {
    await work();
  } finally {
    await release();
  }
}

async function acquire(lesson: Lesson): Promise<() => Promise<void>> {
  try {
    // The record need not be there yet.
    return await lock(recordFile(lesson), { realpath: false, stale: STALE_MILLISECONDS });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    throw new Error(
      `${lesson.slug} is being calibrated by another process: wait until it has ended ` +
        `(one that was killed is forgotten after ${STALE_MILLISECONDS / 1000} s)`,
    );
  }
}
