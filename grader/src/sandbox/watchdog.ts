import { failure, type Outcome } from './outcome';
import { type Usage, usageOf } from './tree';
import { cpuSeconds, type Limits, memoryMegabytes, mostThreads, PATIENCE } from './walls/limits';

/** Between two looks. A process can touch about 0.2 GB meanwhile; the kernel's own limits end it there. */
const MILLISECONDS = 50;

/** Looks at a run's processes again and again, and says when they take more than they may. */
export class Watchdog {
  private readonly timer: NodeJS.Timeout;
  private phase: Phase;
  private last: Usage | undefined;

  /**
   * @param pid the process that was started; all below it are watched with it.
   * @param processes how many there are when nobody has made one.
   * @param bite called once, with what is wrong.
   */
  constructor(
    private readonly pid: number | undefined,
    private readonly limits: Limits,
    private readonly processes: number,
    private readonly bite: (outcome: Outcome) => void,
  ) {
    this.phase = this.beginning(Infinity);
    this.timer = setInterval(() => this.look(), MILLISECONDS);
  }

  /** A phase begins that may take so many seconds. */
  begin(seconds: number): void {
    this.phase = this.beginning(seconds);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** CPU seconds at the last look. */
  get cpuSeconds(): number {
    return this.last?.cpuSeconds ?? 0;
  }

  private beginning(seconds: number): Phase {
    const begun = process.uptime();
    return { seconds, begun, before: usageOf(this.pid), looks: 0, running: 0, isOverdue: false };
  }

  private look(): void {
    this.last = usageOf(this.pid);
    const outcome = (this.last && tooMuch(this.last, this.limits, this.processes)) ?? this.overdue();
    if (!outcome) return;
    this.stop();
    this.bite(outcome);
  }

  /** Found twice: in between comes in what the process said while this one was kept waiting itself. */
  private overdue(): Outcome | undefined {
    const { phase, last } = this;
    phase.looks++;
    if (last?.running) phase.running++;
    const elapsed = process.uptime() - phase.begun;
    const outcome = timeOut({ ...phase, elapsed, running: phase.running / phase.looks, after: last });
    if (phase.isOverdue) return outcome;
    phase.isOverdue = outcome !== undefined;
    return undefined;
  }
}

interface Phase {
  seconds: number;
  begun: number;
  before: Usage | undefined;
  looks: number;
  /** Looks at which one of the processes was on a processor, or waited for one. */
  running: number;
  isOverdue: boolean;
}

function tooMuch(usage: Usage, limits: Limits, processes: number): Outcome | undefined {
  const most = memoryMegabytes(limits);
  if (usage.memory > most * 2 ** 20) return outOfMemory(limits);
  if (usage.processes > processes)
    return failure('too-many-processes', 'Your code started another process; an answer may not.');
  if (usage.threads > mostThreads()) return tooManyThreads();
  if (usage.cpuSeconds > cpuSeconds(limits)) return tooMuchComputing(limits);
  return undefined;
}

export function outOfMemory(limits: Limits): Outcome {
  return failure(
    'out-of-memory',
    `Your code used up the memory it was given (${memoryMegabytes(limits)} MB, of them ${limits.heapMegabytes} MB for JavaScript). Does a list or a tensor grow in a loop?`,
  );
}

export function tooManyThreads(): Outcome {
  return failure('too-many-threads', 'Your code started more threads than it may.');
}

export function tooMuchComputing(limits: Limits): Outcome {
  return failure('cpu-limit', `Your code used up its ${cpuSeconds(limits)} s of processor time.`);
}

/** A phase as it stands: seconds by the clock, and what was used at its beginning and is used now. */
interface Standing {
  seconds: number;
  elapsed: number;
  before: Usage | undefined;
  after: Usage | undefined;
  /** Share of the time in which it computed, or waited for a processor. */
  running: number;
}

/**
 * Whether a phase has had its time. Who computes is given processor seconds: on a machine with much else to do
 * a right answer takes longer by the clock, up to `PATIENCE` times. Who waits is given seconds by the clock.
 */
export function timeOut({ seconds, elapsed, before, after, running }: Standing): Outcome | undefined {
  if (elapsed < seconds) return undefined;
  const told = before && after;
  const computed = told ? after.cpuSeconds - before.cpuSeconds : elapsed;
  // A tenth, since other processes may take the rest of the machine.
  const computing = !told || running > 0.5 || computed > elapsed / 10;
  if (!computing)
    return failure(
      'never-settles',
      `Your code was still waiting after ${seconds} s. Does a promise never resolve?`,
    );
  // Clocks of processes tick in hundredths, and not all at the same moment.
  if (computed < 0.95 * seconds && elapsed < PATIENCE * seconds) return undefined;
  return failure('infinite-loop', `Your code was still computing after ${seconds} s. Does a loop never end?`);
}
