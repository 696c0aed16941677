import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Activity, activity, isComputing } from './activity';
import { Channel } from './channel';
import { isolation } from './isolation';
import { failure, type Outcome } from './outcome';
import type { Job } from './protocol';

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

/** Runs one cell in a process of its own and returns what it answered, or why it did not. Never throws for what the cell does. */
export async function runSandboxed(job: Omit<Job, 'token'>, limits: Limits): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-'));
  const token = randomUUID();
  const { args, env } = isolation(folder, limits.heapMegabytes);
  const child = spawn(process.execPath, [...args, join(__dirname, 'child.js')], {
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

function converse(child: ChildProcess, job: Job, limits: Limits): Promise<Outcome> {
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
      resolve(outcome);
    };
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
    child.stdin!.end(JSON.stringify(job));
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
