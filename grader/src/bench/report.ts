import type { EngineName, Engines, NetworkResult } from './engine';
import { align, list, type Machine, seconds, thisMachine, times } from './table';

/** What `bench engine --json` prints. */
export interface EngineReport {
  networks: NetworkResult[];
  /** Timed epochs of each network on each engine. */
  epochs: number;
  machine: Machine & { threads: Partial<Record<EngineName, number>> };
  versions: Record<string, string>;
}

export function engineReport(networks: NetworkResult[], engines: Engines, epochs: number): EngineReport {
  const threads = Object.entries(engines).map(([engine, { threads }]) => [engine, threads]);
  return {
    networks,
    epochs,
    machine: { ...thisMachine(), threads: Object.fromEntries(threads) },
    versions: Object.assign(
      { node: process.versions.node },
      ...Object.values(engines).map(({ versions }) => versions),
    ),
  };
}

/** The report as a table with a note below it. */
export function engineTable({ networks, epochs, machine, versions }: EngineReport): string {
  const header = [
    'network',
    'graph',
    'plain',
    'portable',
    'Keras',
    'graph/Keras',
    'plain/graph',
    'port./plain',
  ];
  const rows = networks.map((result) => [
    result.name,
    seconds(result.nodeSecondsPerEpoch),
    seconds(result.plainSecondsPerEpoch),
    seconds(result.portableSecondsPerEpoch),
    seconds(result.kerasSecondsPerEpoch),
    times(result.nodeOverKeras),
    times(result.plainOverNode),
    times(result.portableOverNode),
  ]);
  return [
    ...align([header, ...rows]),
    '',
    'graph: tfjs-node as the kit trains on it; plain: without graph mode; portable: WebAssembly.',
    `Seconds an epoch: medians of ${epochs}, the engines taking turns.`,
    `${machine.cpu}, ${machine.cores} cores (${machine.platform}); threads: ${list(machine.threads)}`,
    list(versions),
  ].join('\n');
}
