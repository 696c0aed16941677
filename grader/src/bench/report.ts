import { arch, cpus, platform } from 'node:os';
import type { EngineName, Engines, NetworkResult } from './engine';

/** What `bench engine --json` prints. */
export interface EngineReport {
  networks: NetworkResult[];
  /** Timed epochs of each network on each engine. */
  epochs: number;
  machine: { platform: string; cpu: string; cores: number; threads: Partial<Record<EngineName, number>> };
  versions: Record<string, string>;
}

export function engineReport(networks: NetworkResult[], engines: Engines, epochs: number): EngineReport {
  const processors = cpus();
  const threads = Object.entries(engines).map(([engine, { threads }]) => [engine, threads]);
  return {
    networks,
    epochs,
    machine: {
      platform: `${platform()}-${arch()}`,
      cpu: processors[0]?.model.trim() || 'unknown',
      cores: processors.length,
      threads: Object.fromEntries(threads),
    },
    versions: Object.assign(
      { node: process.versions.node },
      ...Object.values(engines).map(({ versions }) => versions),
    ),
  };
}

/** The report as a table with a note below it. */
export function engineTable({ networks, epochs, machine, versions }: EngineReport): string {
  const header = ['network', 'tfjs-node', 'portable', 'Keras', 'tfjs-node/Keras', 'portable/tfjs-node'];
  const rows = networks.map((result) => [
    result.name,
    seconds(result.nodeSecondsPerEpoch),
    seconds(result.portableSecondsPerEpoch),
    seconds(result.kerasSecondsPerEpoch),
    times(result.nodeOverKeras),
    times(result.portableOverNode),
  ]);
  return [
    ...align([header, ...rows]),
    '',
    `Seconds an epoch: medians of ${epochs}, the engines taking turns.`,
    `${machine.cpu}, ${machine.cores} cores (${machine.platform}); threads: ${list(machine.threads)}`,
    list(versions),
  ].join('\n');
}

function align(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  '),
  );
}

function seconds(value: number | null): string {
  return value === null ? '-' : `${value.toFixed(3)} s`;
}

function times(value: number | null): string {
  return value === null ? '-' : value.toFixed(2);
}

function list(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
