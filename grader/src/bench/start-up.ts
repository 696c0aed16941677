import { runSandboxed } from '@unstuck/grader/sandbox';
import { makeSnapshot } from '@unstuck/grader/sandbox/snapshot';
import { median, ratio } from './statistics';

/** What is measured of one cell: medians over the timed rounds. Null for what was not measured. */
export interface StartUpResult {
  name: string;
  /** From the start-up snapshot; a cell that does without the kit is graded without it. */
  snapshot: StartUpTime | null;
  /** Everything loaded from its files. */
  plain: StartUpTime;
  snapshotOverPlain: number | null;
  /** The same of the processor's seconds, which other work on the machine disturbs less. */
  cpuSnapshotOverPlain: number | null;
}

/** Seconds from the start of the process to the student's first line. */
export interface StartUpTime {
  seconds: number;
  /** Of all processors together. */
  cpuSeconds: number;
  parts: Record<Part, number>;
}

export interface StartUpOptions {
  /** Timed starts of each cell on each side. Default 11. */
  rounds?: number;
  /** Leaves the start-up snapshot out. Default false. */
  plain?: boolean;
  /** Where the snapshot is kept. Default: in the cache. */
  folder?: string;
  /** Called after each start, the warm-up's included. */
  onStart?: (name: string, side: Side, seconds: number) => void;
}

export type Side = 'snapshot' | 'plain';

/** The part that ends with each moment; the child says when it comes to one. */
const PARTS = {
  awake: 'node',
  compiled: 'compile',
  'before library': 'scripts',
  library: 'library',
  ready: 'engine',
  'first line': 'cell',
} as const;
export type Part = (typeof PARTS)[keyof typeof PARTS];
export const PART_NAMES: Part[] = Object.values(PARTS);

/** What the first line of a cell says. */
interface Seen {
  moments: [name: string, milliseconds: number][];
  cpuSeconds: number;
}

const FIRST_LINE = `
performance.mark('first line');
const { user, system } = process.cpuUsage();
const moments = performance.getEntriesByType('mark').map((mark) => [mark.name, performance.timeOrigin + mark.startTime]);
const seen = { moments, cpuSeconds: (user + system) / 1e6 };`;

const CELLS: { name: string; source: string; sides: Side[] }[] = [
  { name: 'without tf', source: FIRST_LINE, sides: ['plain'] },
  {
    name: 'with tf',
    source: `${FIRST_LINE}\nconst backend = tf.getBackend();`,
    sides: ['snapshot', 'plain'],
  },
];

/** Starts before the first that counts: files come from the disk. */
export const START_UP_WARM_UP = 1;
/** As in grading: a snapshot belongs to one. */
const HEAP_MEGABYTES = 1024;
const LIMITS = { cellSeconds: 60, probeSeconds: 60, heapMegabytes: HEAP_MEGABYTES };

/** Starts in all, the warm-up's included. */
export function startsOf(rounds: number, plain: boolean): number {
  return CELLS.flatMap(({ sides }) => sidesOf(sides, plain)).length * (rounds + START_UP_WARM_UP);
}

/**
 * Times a graded submission from the start of its process to the student's first line, with and without the
 * start-up snapshot, taking turns, so that whatever else the machine does falls on both.
 *
 * @throws Error when the snapshot cannot be made, or a cell does not answer.
 */
export async function startUpBench(options: StartUpOptions = {}): Promise<StartUpResult[]> {
  const { rounds = 11, plain = false, folder, onStart } = options;
  const snapshot = plain ? false : await madeSnapshot(folder);
  const results: StartUpResult[] = [];
  for (const { name, source, sides } of CELLS) {
    const times: Record<Side, StartUpTime[]> = { snapshot: [], plain: [] };
    for (let round = -START_UP_WARM_UP; round < rounds; round++)
      for (const side of sidesOf(sides, plain)) {
        const time = await start(source, side === 'snapshot' && snapshot);
        if (round >= 0) times[side].push(time);
        onStart?.(name, side, time.seconds);
      }
    results.push(summarize(name, times));
  }
  return results;
}

function sidesOf(sides: Side[], plain: boolean): Side[] {
  return plain ? ['plain'] : sides;
}

async function madeSnapshot(folder: string | undefined): Promise<string> {
  const snapshot = await makeSnapshot(HEAP_MEGABYTES, folder);
  if (snapshot) return snapshot;
  throw new Error(
    `the start-up snapshot cannot be made with Node ${process.versions.node}; measure without it: --plain`,
  );
}

async function start(source: string, snapshot: string | false): Promise<StartUpTime> {
  const job = { question: 'start-up', source, probe: { kind: 'value', name: 'seen' } } as const;
  const begun = performance.timeOrigin + performance.mark('start').startTime;
  const outcome = await runSandboxed(job, LIMITS, { snapshot });
  if (!outcome.ok || outcome.answer.kind !== 'value')
    throw new Error(`the cell gave no answer: ${JSON.stringify(outcome)}`);
  const { moments, cpuSeconds } = outcome.answer.value as unknown as Seen;
  return { ...timesBetween(begun, moments), cpuSeconds };
}

/** Seconds from one moment to the next, and of all; a part that did not come took none. */
export function timesBetween(begun: number, moments: Seen['moments']): Omit<StartUpTime, 'cpuSeconds'> {
  const parts = Object.fromEntries(PART_NAMES.map((part) => [part, 0])) as Record<Part, number>;
  let last = begun;
  for (const [moment, milliseconds] of moments) {
    const part = PARTS[moment as keyof typeof PARTS];
    if (!part) continue;
    parts[part] = (milliseconds - last) / 1000;
    last = milliseconds;
  }
  return { seconds: (last - begun) / 1000, parts };
}

function summarize(name: string, times: Record<Side, StartUpTime[]>): StartUpResult {
  const snapshot = times.snapshot.length > 0 ? medians(times.snapshot) : null;
  const plain = medians(times.plain);
  return {
    name,
    snapshot,
    plain,
    snapshotOverPlain: ratio(snapshot?.seconds ?? null, plain.seconds),
    cpuSnapshotOverPlain: ratio(snapshot?.cpuSeconds ?? null, plain.cpuSeconds),
  };
}

function medians(times: StartUpTime[]): StartUpTime {
  const parts = PART_NAMES.map((part) => [part, median(times.map((time) => time.parts[part]))]);
  return {
    seconds: median(times.map(({ seconds }) => seconds)),
    cpuSeconds: median(times.map(({ cpuSeconds }) => cpuSeconds)),
    parts: Object.fromEntries(parts) as Record<Part, number>,
  };
}
