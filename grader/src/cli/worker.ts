import { availableParallelism } from 'node:os';
import { Pool } from '../batch';
import { serveQueue } from '../queue';
import { isolationNote } from '../sandbox';
import { wholeNumber } from './whole-number';

/** `unstuck worker`: serves a queue until it is interrupted; the answers at work are finished first. */
export async function workerCommand(options: {
  queue: string;
  workers?: string;
  requireSandbox?: boolean;
}): Promise<number> {
  const note = isolationNote(options.requireSandbox ?? false);
  if (note) console.error(note);
  const workers =
    options.workers === undefined ? availableParallelism() : wholeNumber('--workers', options.workers);
  const end = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  let judged = 0;
  const close = await serveQueue(options.queue, new Pool(Math.max(1, workers)), ({ status, seconds }) => {
    judged++;
    console.log(`${judged}  ${status}  ${seconds.toFixed(1)} s`);
  });
  console.log(`Serving ${options.queue} with ${workers} processes; Ctrl-C ends it.`);
  await end;
  await close();
  return 0;
}
