import { UnrecoverableError, Worker } from 'bullmq';
import { type Judging, lessonFingerprint, type Verdict } from '../batch';
import { assignmentSchema, connectionTo, QUEUE } from './connection';
import { reach } from './reach';

/** A worker that has not been heard of for so long is lost, in milliseconds. */
const LOCK_MILLISECONDS = 10_000;
/** How often lost workers are looked for. */
const LOOK_MILLISECONDS = 5_000;
/** An answer under which that many workers were lost is not tried again. */
const MOST_LOST = 3;

/**
 * Serves the queue until it is closed: takes answers and sends verdicts back. A worker that dies in the midst of an
 * answer loses nothing; another takes the answer.
 *
 * @returns what ends it; the answers at work are finished first.
 * @throws Error when Redis cannot be reached.
 */
export async function serveQueue(
  url: string,
  judging: Judging,
  onVerdict: (verdict: Verdict) => void,
): Promise<() => Promise<void>> {
  await reach(url);
  const worker = new Worker<unknown, Verdict>(
    QUEUE,
    async ({ data }) => {
      const assignment = assignmentSchema.parse(data);
      if (lessonFingerprint(assignment.lesson) !== assignment.fingerprint)
        throw new UnrecoverableError(
          'a worker has another version of the course or another engine than the batch',
        );
      const verdict = await judging.judge(assignment);
      onVerdict(verdict);
      return verdict;
    },
    {
      connection: connectionTo(url),
      concurrency: judging.atOnce,
      lockDuration: LOCK_MILLISECONDS,
      stalledInterval: LOOK_MILLISECONDS,
      maxStalledCount: MOST_LOST,
    },
  );
  // Without a listener an error of the connection would end the process; BullMQ connects again by itself.
  worker.on('error', (error) => console.error(`queue: ${error.message}`));
  await worker.waitUntilReady();
  return async () => {
    await worker.close();
    await judging.close();
  };
}
