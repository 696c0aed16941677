import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KIT_CASES, kitCaseNamed } from './kit-cases';
import type { Hello, KitTask, Turn } from './protocol';
import { median, ratio } from './statistics';
import { kitWorker, originalWorker, Worker } from './worker';

/** What is measured of one case: medians over the timed rounds. Null where there was no Python. */
export interface CaseResult {
  name: string;
  kitSeconds: number;
  originalSeconds: number | null;
  kitOverOriginal: number | null;
}

/** Who was measured: threads and versions, by side. */
export type Sides = Partial<Record<Side, Hello>>;

export interface KitBenchOptions {
  /** Timed rounds of each case on each side. Default 7. */
  rounds?: number;
  /** Names of cases. Default: all. */
  cases?: string[];
  /** A Python that has the originals. Default: none. */
  python?: string | undefined;
  /** Rows of the data. Default: those of the case. */
  rows?: number;
  /** Called after each turn, the warm-up's included. */
  onTurn?: (name: string, side: Side, seconds: number) => void;
}

export type Side = 'kit' | 'original';
type Workers = { kit: Worker; original?: Worker };

/** Rounds before the first that counts: code is compiled, memory is taken. */
export const KIT_WARM_UP = 2;

/**
 * Times the kit's parts and the Python originals on the same data, in one process each that lives throughout.
 * They take turns, so that whatever else the machine does falls on both.
 *
 * @throws Error when a worker ends, does not answer, or the two sides did not do the same work.
 */
export async function kitBench(
  options: KitBenchOptions = {},
): Promise<{ cases: CaseResult[]; sides: Sides }> {
  const names = (options.cases ?? KIT_CASES.map(({ name }) => name)).map((name) => kitCaseNamed(name).name);
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-bench-'));
  const workers: Workers = { kit: new Worker(kitWorker()) };
  if (options.python) workers.original = new Worker(originalWorker(options.python));
  try {
    const sides: Sides = {};
    for (const [side, worker] of entries(workers))
      sides[side] = await worker.ask<Hello>({ command: 'hello' });
    const cases: CaseResult[] = [];
    for (const name of names) cases.push(await measure(workers, name, folder, options));
    return { cases, sides };
  } finally {
    await Promise.all(entries(workers).map(([, worker]) => worker.stop()));
    rmSync(folder, { recursive: true });
  }
}

async function measure(
  workers: Workers,
  name: string,
  folder: string,
  { rows, rounds = 7, onTurn }: KitBenchOptions,
): Promise<CaseResult> {
  const request = { command: 'prepare', case: name, folder, ...(rows ? { rows } : {}) } as const;
  const task = await workers.kit.ask<KitTask>(request);
  await workers.original?.ask({ command: 'prepare', task });
  const seconds: Record<Side, number[]> = { kit: [], original: [] };
  for (let round = -KIT_WARM_UP; round < rounds; round++) {
    const turns = await takeTurns(workers);
    checkSame(name, turns);
    for (const [side, turn] of turns) {
      if (round >= 0) seconds[side].push(turn.seconds);
      onTurn?.(name, side, turn.seconds);
    }
  }
  return summarize(name, seconds);
}

async function takeTurns(workers: Workers): Promise<Map<Side, Turn>> {
  const turns = new Map<Side, Turn>();
  for (const [side, worker] of entries(workers)) turns.set(side, await worker.ask({ command: 'turn' }));
  return turns;
}

function checkSame(name: string, turns: Map<Side, Turn>): void {
  const kit = turns.get('kit')!.rows;
  const original = turns.get('original')?.rows ?? kit;
  if (kit === original) return;
  throw new Error(
    `${name}: ${kit} rows came out of the kit and ${original} out of the original; their times cannot be compared`,
  );
}

function summarize(name: string, seconds: Record<Side, number[]>): CaseResult {
  const kitSeconds = median(seconds.kit);
  const originalSeconds = seconds.original.length > 0 ? median(seconds.original) : null;
  return { name, kitSeconds, originalSeconds, kitOverOriginal: ratio(kitSeconds, originalSeconds) };
}

function entries(workers: Workers): [Side, Worker][] {
  return Object.entries(workers) as [Side, Worker][];
}
