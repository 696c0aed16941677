import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { groupHome } from './walls/cgroup';

/** What a student's code must leave as it was. */
export interface HostState {
  /** Processes that this one started, and those below them. */
  processes: number[];
  /** Control groups of runs. */
  groups: string[];
  /** Connections that somebody made to the bait. */
  connections: number;
}

/** A server on loopback that counts who connects. */
export interface Bait {
  port: number;
  connections: number;
  server: Server;
}

export async function bait(): Promise<Bait> {
  const found: Bait = { port: 0, connections: 0, server: createServer() };
  found.server.on('connection', (socket) => {
    found.connections++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => found.server.listen(0, '127.0.0.1', resolve));
  found.port = (found.server.address() as { port: number }).port;
  return found;
}

export function hostState({ connections }: Bait): HostState {
  const home = groupHome();
  const folders = home ? [...new Set([home.memory, home.pids])] : [];
  return {
    processes: below(process.pid),
    groups: folders.flatMap((folder) =>
      readdirSync(folder).filter((name) => name.startsWith(`unstuck-${process.pid}-`)),
    ),
    connections,
  };
}

function below(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return [];
  const children = readdirSync(tasks).flatMap((task) => {
    try {
      return readFileSync(`${tasks}/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    } catch {
      return [];
    }
  });
  return children.flatMap((child) => [child, ...below(child)]);
}
