import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Activity, activity, isComputing } from './activity';
import { Channel } from './channel';
import { isolation } from './isolation';
import { kitNames, mentionsKit } from './kit-names';
import { failure, type Outcome } from './outcome';
import type { Job } from './protocol';
import { currentSnapshot, forgetSnapshots } from './snapshot';
import { toldTo } from './told';

/** Limits of one run. */
export interface Limits {
  /** Seconds of wall time to define the cell's names, counted from when the engine is loaded. */
  cellSeconds: number;
  /** Seconds of wall time for what is then asked of them. */
  probeSeconds: number;
  /** Megabytes of JavaScript heap. */
  heapMegabytes: number;
}

/** For Node, the compiler and the engine to load, on a slow disk. */
const LOADING_SECONDS = 60;
const MOST_OUTPUT_BYTES = 100e6;

/** How the process is started. */
export interface StartUp {
  /** The start-up snapshot to start from, or `false` for none. Default: the current one, where there is one. */
  snapshot?: string | false;
}

/** Runs one cell in a process of its own and returns what it answered, or why it did not. Never throws for what the cell does. */
export async function runSandboxed(
  job: Omit<Job, 'token'>,
  limits: Limits,
  { snapshot = snapshotFor(job, limits) }: StartUp = {},
): Promise<Outcome> {
  const { outcome, begun } = await runIn(job, limits, snapshot || undefined);
  if (begun || !snapshot) return outcome;
  // It ended before the cell's first line: perhaps the snapshot does not fit this machine.
  forgetSnapshots();
  return (await runIn(job, limits, undefined)).outcome;
}

async function runIn(job: Omit<Job, 'token'>, limits: Limits, snapshot: string | undefined): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-'));
  const token = randomUUID();
  const { args, env } = isolation(folder, limits.heapMegabytes);
  const from = snapshot ? ['--snapshot-blob', snapshot] : [];
  const child = spawn(process.execPath, [...args, ...from, join(__dirname, 'child.js')], {
    cwd: folder,
    env,
    // A group of its own, so that whatever it started is ended with it.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  try {
    return await converse(child, { ...job, token }, limits);
  } finally {
    killGroup(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** None for a cell that does without the kit: reading the snapshot takes longer than Node itself. */
function snapshotFor({ source, probe }: Omit<Job, 'token'>, limits: Limits): string | undefined {
  if (probe.kind !== 'train' && !mentionsKit(source)) return undefined;
  return currentSnapshot(limits.heapMegabytes);
}

interface Ran {
  outcome: Outcome;
  /** Whether the child got as far as to say anything. */
  begun: boolean;
}

function converse(child: ChildProcess, job: Job, limits: Limits): Promise<Ran> {
  return new Promise((resolve) => {
    const channel = new Channel(job.token);
    const errors: Buffer[] = [];
    let printed = 0;
    let timer: NodeJS.Timeout;
    const limit = (seconds: number) => {
      clearTimeout(timer);
      const before = activity(child.pid);
      timer = setTimeout(() => finish(timeOut(child, before, seconds)), seconds * 1000);
    };
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      killGroup(child);
      resolve({ outcome, begun: channel.begun });
    };
    const told = toldTo({ job, kitNames: kitNames() });
    const printedMore = (chunk: Buffer) => {
      printed += chunk.length;
      if (printed > MOST_OUTPUT_BYTES)
        finish(failure('too-much-output', 'Your code printed more than 100 MB.'));
    };
    child.stdout!.on('data', printedMore);
    child.stderr!.on('data', (chunk: Buffer) => {
      if (errors.length < 20) errors.push(chunk);
      printedMore(chunk);
    });
    child.stdio[3]!.on('data', (chunk: Buffer) => {
      channel.receive(chunk);
      const breach = channel.breach();
      if (breach) finish(breach);
      const phase = channel.phaseBegun();
      if (phase === 'predict' && told.toPredict) child.stdin!.end(told.toPredict);
      if (phase && !breach) limit(phase === 'cell' ? limits.cellSeconds : limits.probeSeconds);
    });
    child.on('error', (error) =>
      finish(failure('crashed', `The process could not be started: ${error.message}`)),
    );
    child.on('close', (code, signal) =>
      finish(channel.outcome() ?? ended(code, signal, Buffer.concat(errors).toString())),
    );
    limit(LOADING_SECONDS);
    child.stdin!.on('error', () => {}); // The child ended before it read its job; `close` tells how.
    child.stdin!.write(told.task);
  });
}

function timeOut(child: ChildProcess, before: Activity | undefined, seconds: number): Outcome {
  return isComputing(child.pid, before, seconds)
    ? failure('infinite-loop', `Your code was still computing after ${seconds} s. Does a loop never end?`)
    : failure(
        'never-settles',
        `Your code was still waiting after ${seconds} s. Does a promise never resolve?`,
      );
}

function ended(code: number | null, signal: string | null, errors: string): Outcome {
  if (/heap out of memory|ENOMEM|std::bad_alloc/.test(errors))
    return failure('out-of-memory', 'Your code used up the memory it was given.');
  if (signal) return failure('crashed', `The process that ran your code was ended by ${signal}.`);
  if (code === 0 || !/\n\s+at /.test(errors))
    return failure(
      'exited-early',
      `Your code ended the process (exit code ${code}) before it gave an answer.`,
    );
  return failure('crashed', `Your code stopped the process with an uncaught error (exit code ${code}).`);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
