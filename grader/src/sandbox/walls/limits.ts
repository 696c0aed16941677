import { availableParallelism } from 'node:os';

/** Limits of one run that its question sets. */
export interface Limits {
  /** Seconds to define the cell's names, counted from when the engine is loaded. */
  cellSeconds: number;
  /** Seconds for what is then asked of them. */
  probeSeconds: number;
  /** Megabytes of JavaScript heap. */
  heapMegabytes: number;
  /** Megabytes of memory in use by all processes of the run. Default: 1024 more than the heap. */
  memoryMegabytes?: number;
}

/** What a question that trains is given. */
export const USUAL_LIMITS: Limits = { cellSeconds: 10, probeSeconds: 60, heapMegabytes: 1024 };

/** Limits that are the same for every run. */
export const OPEN_FILES = 256;
export const FILE_MEGABYTES = 64;
export const FOLDER_MEGABYTES = 64;
export const OUTPUT_MEGABYTES = 100;
/** For Node, the compiler and the engine to load, on a slow disk. */
export const LOADING_SECONDS = 60;
/** How many times its seconds a run may take where it is kept waiting for a processor. */
export const PATIENCE = 3;

const THREAD_STACK_MEGABYTES = 8;
/** Beside the engine's: Node's own, and some for the cell. */
const OTHER_THREADS = 48;

export function memoryMegabytes({ heapMegabytes, memoryMegabytes = heapMegabytes + 1024 }: Limits): number {
  return memoryMegabytes;
}

/** Threads of all processes of a run. */
export function mostThreads(): number {
  const engine = Number(process.env.UNSTUCK_THREADS) || availableParallelism();
  return OTHER_THREADS + 4 * engine;
}

/** Processor seconds of a run: what its phases may take with every thread of the engine at work, and once more. */
export function cpuSeconds({ cellSeconds, probeSeconds }: Limits): number {
  const engine = Number(process.env.UNSTUCK_THREADS) || availableParallelism();
  return Math.ceil((LOADING_SECONDS + cellSeconds + probeSeconds) * (engine + 1));
}

/** Memory that one process could write to, stacks of threads included; not what V8 reserves and cannot touch. */
export function dataMegabytes(limits: Limits): number {
  return memoryMegabytes(limits) + mostThreads() * THREAD_STACK_MEGABYTES;
}

/**
 * A shell's lines that give what is started after them its limits, which nothing can raise again. The kernel
 * keeps them, one process at a time; the watchdog and the control group look at all of them together.
 */
export function limitLines(limits: Limits): string[] {
  return [
    `ulimit -t ${cpuSeconds(limits)}`,
    `ulimit -n ${OPEN_FILES}`,
    // In blocks of 512 bytes, and in kilobytes.
    `ulimit -f ${FILE_MEGABYTES * 2048}`,
    `ulimit -c 0`,
    `ulimit -d ${dataMegabytes(limits) * 1024}`,
    // One that is below the limit already cannot be raised to it.
  ].map((line) => `${line} 2>/dev/null || :`);
}
