import { constants } from 'node:os';
import { exitedEarly } from './explain';
import { failure, type Outcome } from './outcome';
import type { Held } from './walls';
import { cpuSeconds, FILE_MEGABYTES, type Limits } from './walls/limits';
import { outOfMemory, tooManyThreads, tooMuchComputing } from './watchdog';

/** How a process ended that gave no answer. */
export interface End {
  code: number | null;
  signal: string | null;
  /** What it wrote to standard error, the beginning of it. */
  said: string;
  held: Held;
  limits: Limits;
  /** As last seen. */
  cpuSeconds: number;
}

/** Says why a process that gave no answer has ended. */
export function ended(end: End): Outcome {
  const { code, said, held, limits } = end;
  const breach = held.group?.breach();
  if (
    breach === 'out-of-memory' ||
    /heap out of memory|ENOMEM|std::bad_alloc|Cannot allocate memory/.test(said)
  )
    return outOfMemory(limits);
  if (breach || /Resource temporarily unavailable|pthread_create|uv_thread_create/.test(said))
    return tooManyThreads();
  const signal = signalOf(end);
  if (signal) return endedBy(signal, end);
  if (code === 0 || !/\n\s+at /.test(said)) return failure('exited-early', exitedEarly(code));
  return failure('crashed', `Your code stopped the process with an uncaught error (exit code ${code}).`);
}

/** A program in a sandbox is not our child: its signal comes as an exit code, as shells tell it. */
function signalOf({ code, signal, held }: End): string | undefined {
  if (signal) return signal;
  if (held.processes === 1 || code === null || code <= 128) return undefined;
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
}

function endedBy(signal: string, { limits, cpuSeconds: used }: End): Outcome {
  if (signal === 'SIGXCPU' || (signal === 'SIGKILL' && used > 0.95 * cpuSeconds(limits)))
    return tooMuchComputing(limits);
  if (signal === 'SIGXFSZ')
    return failure('file-too-large', `Your code wrote a file larger than ${FILE_MEGABYTES} MB.`);
  return failure('crashed', `The process that ran your code was ended by ${signal}.`);
}
