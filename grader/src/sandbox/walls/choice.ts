import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { hasFilter, seccompFilter } from './seccomp';

/** What holds a student's process: the system, through bubblewrap, or Node's permission model alone. */
export type Walls =
  | { kind: 'bubblewrap'; program: string; filter: Buffer }
  | {
      kind: 'node';
      /** Why it is not bubblewrap, and what would change that. */
      why: string;
      remedy: string;
    };

const FORCED = 'UNSTUCK_SANDBOX';
const INSTALL =
  'on Linux install bubblewrap (Debian, Ubuntu: sudo apt-get install bubblewrap; Fedora: sudo dnf install bubblewrap)';
const NAMESPACES =
  'let bubblewrap make user namespaces: sysctl kernel.unprivileged_userns_clone=1 or user.max_user_namespaces, an AppArmor profile for bwrap on Ubuntu 24.04 and later, --security-opt seccomp=unconfined in Docker';

let chosen: Walls | undefined;

/**
 * The strongest walls that this machine has; found out once, by putting them up. `UNSTUCK_SANDBOX=bubblewrap` or
 * `node` forces one.
 *
 * @throws Error when `UNSTUCK_SANDBOX` is neither, or asks for bubblewrap where it does not work.
 */
export function chooseWalls(): Walls {
  chosen ??= forced(process.env[FORCED]);
  return chosen;
}

function forced(asked: string | undefined): Walls {
  if (asked === 'node') return { kind: 'node', why: `${FORCED}=node asks for it`, remedy: `unset ${FORCED}` };
  if (asked !== undefined && asked !== '' && asked !== 'bubblewrap')
    throw new Error(`${FORCED}: expected "bubblewrap" or "node", got "${asked}"`);
  const walls = available();
  if (asked && walls.kind === 'node')
    throw new Error(`${FORCED}=bubblewrap, but ${walls.why}; ${walls.remedy}`);
  return walls;
}

function available(): Walls {
  const { platform, arch } = process;
  if (platform !== 'linux')
    return { kind: 'node', why: `there is no bubblewrap on ${platform}`, remedy: 'grade on Linux' };
  if (!hasFilter(arch))
    return { kind: 'node', why: `no filter of system calls is made for ${arch}`, remedy: 'use x64 or arm64' };
  const program = find('bwrap');
  if (!program) return { kind: 'node', why: 'bubblewrap is not installed', remedy: INSTALL };
  const filter = seccompFilter(arch);
  const problem = tryOut(program, filter);
  if (problem === undefined) return { kind: 'bubblewrap', program, filter };
  return { kind: 'node', why: `bubblewrap does not work here (${problem})`, remedy: NAMESPACES };
}

function find(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The namespaces and rights of every child; what it sees is added to them. */
export const NAMESPACE_FLAGS = [
  ...['--unshare-user', '--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts'],
  ...['--unshare-cgroup-try', '--uid', '65534', '--gid', '65534', '--hostname', 'sandbox'],
  ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
];

/** Puts all of it around a program that does nothing; says what went wrong. */
function tryOut(program: string, filter: Buffer): string | undefined {
  const folder = ['--size', '4096', '--tmpfs', '/tmp'];
  const flags = [
    ...NAMESPACE_FLAGS,
    '--ro-bind',
    '/',
    '/',
    '--proc',
    '/proc',
    '--tmpfs',
    '/proc/1',
    ...folder,
    '--seccomp',
    '0',
  ];
  const { status, stderr, error } = spawnSync(program, [...flags, '/bin/sh', '-c', ':'], {
    input: filter,
    timeout: 10_000,
  });
  if (status === 0) return undefined;
  return (error?.message ?? stderr.toString().trim().split('\n')[0]) || `exit code ${status}`;
}
