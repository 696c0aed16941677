import { NETWORKS, networkNamed } from './networks';
import type { Epoch, Hello, Task } from './protocol';
import { median, ratio } from './statistics';
import { kerasWorker, tfjsWorker, Worker } from './worker';

/** What is measured of one network: medians over the timed epochs. Null where there was no Keras. */
export interface NetworkResult {
  name: string;
  nodeSecondsPerEpoch: number;
  /** tfjs-node without graph mode. */
  plainSecondsPerEpoch: number;
  portableSecondsPerEpoch: number;
  kerasSecondsPerEpoch: number | null;
  nodeOverKeras: number | null;
  /** What graph mode gains. */
  plainOverNode: number;
  /** The portable engine next to plain tfjs-node. */
  portableOverNode: number;
}

/** Who was measured: threads and versions, by engine. */
export type Engines = Partial<Record<EngineName, Hello>>;

export interface EngineBenchOptions {
  /** Timed epochs of each network on each engine. Default 7. */
  epochs?: number;
  /** Names of networks. Default: all. */
  networks?: string[];
  /** A Python that has tensorflow. Default: no Keras. */
  python?: string | undefined;
  /** Rows of one epoch. Default: those of the network. */
  rows?: number;
  /** Called after each epoch, the warm-up's included. */
  onEpoch?: (network: string, engine: EngineName, seconds: number) => void;
}

export type EngineName = 'node' | 'plain' | 'portable' | 'keras';
type Workers = Partial<Record<EngineName, Worker>> & Record<'node' | 'plain' | 'portable', Worker>;

/** Epochs before the first that counts: caches fill, Keras traces its graph. */
export const WARM_UP = 2;

/**
 * Times training on each engine, in one process each that lives throughout. Engines take turns epoch by
 * epoch, so that whatever else the machine does falls on all of them. `UNSTUCK_THREADS` sets the threads of
 * one operation.
 *
 * @throws Error when a worker ends, or does not answer; the message says what to do.
 */
export async function engineBench(
  options: EngineBenchOptions = {},
): Promise<{ networks: NetworkResult[]; engines: Engines }> {
  const names = (options.networks ?? NETWORKS.map(({ name }) => name)).map((name) => networkNamed(name).name);
  const workers: Workers = {
    node: new Worker(tfjsWorker('node')),
    plain: new Worker(tfjsWorker('plain')),
    portable: new Worker(tfjsWorker('portable')),
  };
  try {
    const engines = await meet(workers, options.python);
    const networks: NetworkResult[] = [];
    for (const name of names) networks.push(await measure(workers, name, options));
    return { networks, engines };
  } finally {
    await Promise.all(entries(workers).map(([, worker]) => worker.stop()));
  }
}

/** Asks each worker who it is. Keras starts last: it gets as many threads as tfjs-node has. */
async function meet(workers: Workers, python: string | undefined): Promise<Engines> {
  const node = await workers.node.ask<Hello>({ command: 'hello' });
  const plain = await workers.plain.ask<Hello>({ command: 'hello' });
  const portable = await workers.portable.ask<Hello>({ command: 'hello' });
  if (!python) return { node, plain, portable };
  workers.keras = new Worker(kerasWorker(python, node.threads));
  return { node, plain, portable, keras: await workers.keras.ask<Hello>({ command: 'hello' }) };
}

async function measure(workers: Workers, name: string, options: EngineBenchOptions): Promise<NetworkResult> {
  await prepare(workers, name, options.rows);
  const seconds: Record<EngineName, number[]> = { node: [], plain: [], portable: [], keras: [] };
  for (let round = -WARM_UP; round < (options.epochs ?? 7); round++)
    for (const [engine, worker] of entries(workers)) {
      const epoch = await worker.ask<Epoch>({ command: 'epoch' });
      if (!Number.isFinite(epoch.loss))
        throw new Error(`${name} on ${engine}: the loss is ${epoch.loss}; its time would mean nothing`);
      if (round >= 0) seconds[engine].push(epoch.seconds);
      options.onEpoch?.(name, engine, epoch.seconds);
    }
  return summarize(name, seconds);
}

async function prepare(workers: Workers, network: string, rows: number | undefined): Promise<void> {
  const request = { command: 'prepare', network, ...(rows ? { rows } : {}) } as const;
  const task = await workers.node.ask<Task>(request);
  await workers.plain.ask<Task>(request);
  await workers.portable.ask<Task>(request);
  await workers.keras?.ask({ ...request, task });
}

function summarize(name: string, seconds: Record<EngineName, number[]>): NetworkResult {
  const node = median(seconds.node);
  const plain = median(seconds.plain);
  const portable = median(seconds.portable);
  const keras = seconds.keras.length > 0 ? median(seconds.keras) : null;
  return {
    name,
    nodeSecondsPerEpoch: node,
    plainSecondsPerEpoch: plain,
    portableSecondsPerEpoch: portable,
    kerasSecondsPerEpoch: keras,
    nodeOverKeras: ratio(node, keras),
    plainOverNode: plain / node,
    portableOverNode: portable / plain,
  };
}

function entries(workers: Workers): [EngineName, Worker][] {
  return Object.entries(workers) as [EngineName, Worker][];
}
