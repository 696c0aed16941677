import { Queue, QueueEvents } from 'bullmq';
import { type Assignment, graderError, type Judging, type Verdict } from '../batch';
import { connectionTo, QUEUE, verdictSchema } from './connection';
import { reach } from './reach';

/** Answers handed to Redis ahead of the verdicts; enough for many workers, and little for memory. */
const AHEAD = 256;
/** A lost worker is noticed by the others; then another takes its answer. */
const MOST_ATTEMPTS = 3;
/** Verdicts that no batch comes for are kept for a day. */
const KEPT = { age: 86_400 };

/**
 * Judges through BullMQ on Redis. A job's id is its answer's key, so an answer is never twice in the queue, a batch
 * that was killed finds the verdicts that came meanwhile, and a verdict is written under its key once.
 *
 * @throws Error when Redis cannot be reached; later it is waited for.
 */
export async function queuedJudging(url: string): Promise<Judging> {
  await reach(url);
  return new QueuedJudging(url);
}

class QueuedJudging implements Judging {
  readonly atOnce = AHEAD;
  readonly goesOn = true;
  private readonly queue: Queue<Assignment, Verdict>;
  private readonly events: QueueEvents;

  constructor(url: string) {
    const connection = connectionTo(url);
    this.queue = new Queue(QUEUE, { connection });
    this.events = new QueueEvents(QUEUE, { connection });
    // Each answer on its way listens for itself.
    this.events.setMaxListeners(0);
    this.queue.setMaxListeners(0);
  }

  async judge(assignment: Assignment): Promise<Verdict> {
    await this.events.waitUntilReady();
    const jobId = assignment.key;
    const old = await this.queue.getJob(jobId);
    // What failed before, or came from --regrade's earlier verdict, is asked anew.
    if (old && (await old.isFailed())) await old.remove();
    const job = await this.queue.add('judge', assignment, {
      jobId,
      attempts: MOST_ATTEMPTS,
      removeOnComplete: KEPT,
      removeOnFail: KEPT,
    });
    try {
      const { data, error } = verdictSchema.safeParse(await job.waitUntilFinished(this.events));
      return data ?? graderError(`a worker sent no verdict: ${error?.message}`);
    } catch (error) {
      return graderError((error as Error).message);
    } finally {
      await job.remove().catch(() => {});
    }
  }

  async close(): Promise<void> {
    await this.events.close();
    await this.queue.close();
  }
}
