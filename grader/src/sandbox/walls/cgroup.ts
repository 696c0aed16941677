import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FailureReason } from '../outcome';
import { FOLDER_MEGABYTES, type Limits, memoryMegabytes, mostThreads } from './limits';

/*
 * A control group counts the memory and the threads of all its processes in the kernel. Version 2 has one tree
 * for both; version 1 has one for each.
 */

/** Folders under which a run's groups are made. */
export interface GroupHome {
  version: 1 | 2;
  memory: string;
  pids: string;
}

/** The group of one run. */
export interface Group {
  /** Lines for the shell that becomes the run: it puts itself in. */
  joining: string[];
  /** Which limit the group met, if any. */
  breach(): Extract<FailureReason, 'out-of-memory' | 'too-many-threads'> | undefined;
  /** Removes it; its processes have ended, or are just ending. */
  release(): Promise<void>;
}

/** Files of the libraries and the kernel's own memory count in a group, but not as a run's. */
const OTHER_MEGABYTES = 128;

let home: GroupHome | null | undefined;
let made = 0;

/** Where groups can be made and joined; found out once, by doing it. Undefined where they cannot. */
export function groupHome(): GroupHome | undefined {
  if (home === undefined) home = candidates().find(works) ?? null;
  return home ?? undefined;
}

/** Makes a group for one run; undefined where none can be made. */
export function makeGroup(limits: Limits): Group | undefined {
  const where = groupHome();
  return where ? tryMake(where, limits) : undefined;
}

function candidates(): GroupHome[] {
  const own = ownGroups();
  const [unified, memory, pids] = [own.get(''), own.get('memory'), own.get('pids')];
  return [
    // The group itself holds processes, and then can have no groups that count memory; the one above it can.
    ...(unified ? [...new Set([unified.path, unified.above])].map(twoAt) : []),
    ...(memory && pids ? [{ version: 1 as const, memory: memory.path, pids: pids.path }] : []),
  ];
}

function twoAt(path: string): GroupHome {
  return { version: 2, memory: path, pids: path };
}

/** The folder of a group, and of the group that it is in, or its own where that is out of sight. */
interface Place {
  path: string;
  above: string;
}

/** This process's group for each controller; version 2 is the empty name. */
function ownGroups(): Map<string, Place> {
  const mounts = read('/proc/self/mountinfo')
    .split('\n')
    .map((line) => line.split(' '))
    .filter((fields) => fields.some((field, i) => i > 5 && /^cgroup2?$/.test(field)));
  const groups = new Map<string, Place>();
  for (const line of read('/proc/self/cgroup').split('\n')) {
    const [, names = '', path] = line.split(':');
    for (const name of names.replace(/^name=/, '').split(',')) {
      const mount = mounts.find((fields) =>
        name === '' ? fields.includes('cgroup2') : fields.at(-1)!.split(',').includes(name),
      );
      if (mount && path) groups.set(name, placeOf(mount[4]!, below(mount[3]!, path)));
    }
  }
  return groups;
}

function placeOf(mount: string, path: string): Place {
  const own = join(mount, path);
  return { path: own, above: path === '' || path === '/' ? own : dirname(own) };
}

/** A container may see its own group as the top. */
function below(top: string, path: string): string {
  return path.startsWith(top) ? path.slice(top.length) : path;
}

/** Makes a group and lets a shell join it. Groups that a killed grader left behind go. */
function works(where: GroupHome): boolean {
  const group = tryMake(where, { cellSeconds: 1, probeSeconds: 1, heapMegabytes: 0 });
  if (!group) return false;
  try {
    removeLeftOver(where);
    return spawnSync('/bin/sh', ['-ec', group.joining.join('\n')]).status === 0;
  } finally {
    void group.release();
  }
}

function tryMake(where: GroupHome, limits: Limits): Group | undefined {
  const name = `unstuck-${process.pid}-${++made}`;
  const folders = [...new Set([where.memory, where.pids])].map((folder) => join(folder, name));
  const [memory, pids] = [folders[0]!, folders.at(-1)!];
  const release = async () => {
    for (const folder of folders) await remove(folder);
  };
  try {
    if (where.version === 2) allowControllers(where.memory);
    for (const folder of folders) mkdirSync(folder);
    setLimits(where.version, memory, pids, limits);
    return {
      joining: folders.map((folder) => `echo $$ > '${join(folder, 'cgroup.procs')}' || exit 125`),
      breach: () => breachOf(where.version, memory, pids),
      release,
    };
  } catch {
    void release();
    return undefined;
  }
}

function allowControllers(folder: string): void {
  const file = join(folder, 'cgroup.subtree_control');
  const allowed = read(file).split(/\s/);
  if (!allowed.includes('memory') || !allowed.includes('pids')) write(file, '+memory +pids');
}

function setLimits(version: 1 | 2, memory: string, pids: string, limits: Limits): void {
  const bytes = (memoryMegabytes(limits) + FOLDER_MEGABYTES + OTHER_MEGABYTES) * 2 ** 20;
  const set = (file: string, value: number) => write(file, String(value));
  const setWhereThere = (file: string, value: number) => existsSync(file) && set(file, value);
  set(join(memory, version === 2 ? 'memory.max' : 'memory.limit_in_bytes'), bytes);
  if (version === 2) setWhereThere(join(memory, 'memory.swap.max'), 0);
  else setWhereThere(join(memory, 'memory.memsw.limit_in_bytes'), bytes);
  set(join(pids, 'pids.max'), mostThreads());
}

function breachOf(version: 1 | 2, memory: string, pids: string): ReturnType<Group['breach']> {
  const killed = read(join(memory, version === 2 ? 'memory.events' : 'memory.oom_control'));
  if (Number(/^oom_kill (\d+)/m.exec(killed)?.[1]) > 0) return 'out-of-memory';
  if (Number(/^max (\d+)/m.exec(read(join(pids, 'pids.events')))?.[1]) > 0) return 'too-many-threads';
  return undefined;
}

const TRIES = 200;
const PAUSE_MILLISECONDS = 5;

async function remove(folder: string): Promise<void> {
  for (let tries = 0; tries < TRIES && !tryRemove(folder); tries++) await pause(PAUSE_MILLISECONDS);
}

/** False where a process in it has not quite ended. */
function tryRemove(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EBUSY';
  }
}

function removeLeftOver({ memory, pids }: GroupHome): void {
  for (const folder of [memory, pids])
    for (const name of readdirSync(folder)) {
      const [, owner] = /^unstuck-(\d+)-/.exec(name) ?? [];
      if (owner && !existsSync(`/proc/${owner}`)) tryRemove(join(folder, name));
    }
}

/** Never makes the file: where it is not, this is no control group. */
function write(file: string, text: string): void {
  writeFileSync(file, text, { flag: 'r+' });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
