import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { converse, type Ran } from './converse';
import { mentionsKit } from './kit-names';
import type { Outcome } from './outcome';
import { endGroup } from './process-group';
import type { Epoch, Job } from './protocol';
import { currentSnapshot, forgetSnapshots } from './snapshot';
import { type Held, hold } from './walls';
import type { Limits } from './walls/limits';

/** Who waits for a run. */
interface Waiting {
  /** Told of each epoch of a training as it ends. */
  onEpoch?: (epoch: Epoch) => void;
  /** Ends the run; what it then answers says nothing of the cell. */
  signal?: AbortSignal | undefined;
}

/** How the process is started. */
export interface StartUp extends Waiting {
  /** The start-up snapshot to start from, or `false` for none. Default: the current one, where there is one. */
  snapshot?: string | false;
}

type JobToRun = Omit<Job, 'token' | 'tellEpochs'>;

/**
 * Runs one cell in a process of its own and returns what it answered, or why it did not. Never throws for what
 * the cell does.
 *
 * @throws Error where the walls cannot be put up.
 */
export async function runSandboxed(
  job: JobToRun,
  limits: Limits,
  { snapshot = snapshotFor(job, limits), ...waiting }: StartUp = {},
): Promise<Outcome> {
  const first = snapshot ? await tryFrom(snapshot, job, limits, waiting) : undefined;
  if (first && (first.begun || waiting.signal?.aborted)) return first.outcome;
  // It ended before the cell's first line: perhaps the snapshot does not fit this machine.
  if (snapshot) forgetSnapshots();
  const second = await tryFrom(undefined, job, limits, waiting);
  if (second && (second.begun || waiting.signal?.aborted)) return second.outcome;
  // A start may also fail for want of something that the machine has again a moment later.
  return (await runIn(job, limits, undefined, waiting)).outcome;
}

/** Undefined where not even the grader's own part of it ran. */
async function tryFrom(
  snapshot: string | undefined,
  job: JobToRun,
  limits: Limits,
  waiting: Waiting,
): Promise<Ran | undefined> {
  try {
    return await runIn(job, limits, snapshot, waiting);
  } catch {
    return undefined;
  }
}

async function runIn(
  job: JobToRun,
  limits: Limits,
  snapshot: string | undefined,
  { onEpoch, signal }: Waiting,
): Promise<Ran> {
  const from = snapshot ? ['--snapshot-blob', snapshot] : [];
  const held = hold([...from, join(__dirname, 'child.js')], { limits, files: snapshot ? [snapshot] : [] });
  const child = start(held);
  const stop = () => void endGroup(child);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    const asked = { ...job, token: randomUUID(), tellEpochs: onEpoch !== undefined };
    return await converse(child, held, asked, limits, onEpoch);
  } finally {
    signal?.removeEventListener('abort', stop);
    await endGroup(child);
    await held.release();
  }
}

/** Starts a held process: a pipe each for its task, two for what it prints, and one for its answer. */
export function start({ command, args, cwd, env, filter }: Held): ChildProcess {
  const child = spawn(command, args, {
    cwd,
    env,
    // A group of its own, so that whatever it started is ended with it.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', ...(filter ? (['pipe'] as const) : [])],
  });
  const toWalls = child.stdio[4] as NodeJS.WritableStream | undefined;
  toWalls?.on('error', () => {}); // It ended before it read the filter; `close` tells how.
  if (filter) toWalls?.end(filter);
  return child;
}

/** None for a cell that does without the kit: reading the snapshot takes longer than Node itself. */
function snapshotFor({ source, probe }: JobToRun, limits: Limits): string | undefined {
  if (probe.kind !== 'train' && !mentionsKit(source)) return undefined;
  return currentSnapshot(limits.heapMegabytes);
}
