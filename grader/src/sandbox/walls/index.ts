import { randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheRoot } from 'unstuck/engine/native';
import { bubblewrapFlags } from './bubblewrap';
import { type Group, makeGroup } from './cgroup';
import { chooseWalls } from './choice';
import { environment } from './environment';
import { type Limits, limitLines } from './limits';
import { permissionFlags } from './permissions';

export { chooseWalls, type Walls } from './choice';

/** How one process is started so that it is held. */
export interface Held {
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  /** To be written to descriptor 4, where there is one. */
  filter?: Buffer;
  group?: Group;
  /** Processes that are there for the walls' sake, and the one that they hold. */
  processes: number;
  /** Removes what was made for it; the process has ended. */
  release(): Promise<void>;
}

export interface HeldOptions {
  limits: Limits;
  /** What the process reads besides the view: a start-up snapshot. */
  files?: string[];
  /** Node's permission model inside the system's walls too; off where these are tested by themselves. Default: on. */
  permissions?: boolean;
}

/** Prepares a Node process with these arguments behind the strongest walls that this machine has. */
export function hold(nodeArguments: string[], { limits, files = [], permissions = true }: HeldOptions): Held {
  const walls = chooseWalls();
  const inside = walls.kind === 'bubblewrap';
  const folder = inside ? join('/tmp', `unstuck-${randomBytes(6).toString('hex')}`) : ownFolder();
  const node = [
    process.execPath,
    ...(permissions || !inside ? permissionFlags(folder) : []),
    '--no-warnings',
    heapFlag(limits.heapMegabytes),
    ...nodeArguments,
  ];
  const group = inside ? makeGroup(limits) : undefined;
  const program = inside ? [walls.program, ...bubblewrapFlags(folder, files), ...node] : node;
  const [command, ...args] = limited(program, limits, group);
  return {
    command: command!,
    args,
    env: { ...environment(folder), SWC_NATIVE_BINDING_CACHE: inside ? '0' : join(cacheRoot(), 'swc') },
    cwd: inside ? '/' : folder,
    ...(inside ? { filter: walls.filter } : {}),
    ...(group ? { group } : {}),
    processes: inside ? 3 : 1,
    release: async () => {
      await group?.release();
      if (!inside) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The limit as V8 takes it; a snapshot must be made under the same. */
export function heapFlag(megabytes: number): string {
  return `--max-old-space-size=${megabytes}`;
}

function ownFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'unstuck-')));
}

/** The program behind a shell that joins the group, sets the limits, and becomes the program. */
function limited(program: string[], limits: Limits, group: Group | undefined): string[] {
  if (process.platform === 'win32') return program;
  const script = [...(group?.joining ?? []), ...limitLines(limits), 'exec "$@"'].join('\n');
  return ['/bin/sh', '-c', script, 'sh', ...program];
}
