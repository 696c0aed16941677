/**
 * Tries, from inside the walls, what they must not let through: `node attempts.js NAME` with its target on
 * standard input. Says `begun`, then `open` where it succeeded or `held` and the system's answer.
 */
import { spawnSync } from 'node:child_process';
import { openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What the attempts are made on. */
export interface Target {
  /** A file outside, and the folder that it is in. */
  file: string;
  folder: string;
  /** Somebody listens there, on loopback. */
  port: number;
  /** A name in the grader's environment. */
  secret: string;
  /** One more than is allowed, each. */
  megabytes: number;
  fileMegabytes: number;
  folderMegabytes: number;
  files: number;
  threads: number;
}

const MEGABYTE = 2 ** 20;

/** Each succeeds by returning and fails by throwing, or with the process. */
export const ATTEMPTS = {
  'read a file outside': ({ file }) => {
    readFileSync(file);
  },
  'read a file outside by native code': ({ file }) => {
    (require('@swc/core') as typeof import('@swc/core')).transformFileSync(file, { swcrc: false });
  },
  'write a file outside': ({ folder }) => {
    writeFileSync(join(folder, 'written'), '');
  },
  'open a connection': ({ port }) =>
    new Promise((resolve, reject) => {
      connect(port, '127.0.0.1').on('connect', resolve).on('error', reject);
    }),
  'start a process': () => {
    succeed(spawnSync(process.execPath, ['--version']));
  },
  'start a shell': () => {
    succeed(spawnSync('/bin/sh', ['-c', ':']));
  },
  'see other processes': () => {
    const seen = readdirSync('/proc').filter((name) => Number(name) > 0);
    // Itself, and the one that started it inside.
    if (seen.length <= 2) throw new Error(`sees ${seen.length}, its own`);
  },
  "see the grader's environment": ({ secret }) => {
    if (!(secret in process.env))
      throw new Error(`sees ${Object.keys(process.env).length} variables, its own`);
  },
  'use more memory than it may': ({ megabytes }) => {
    Array.from({ length: megabytes / 16 + 1 }, () => Buffer.alloc(16 * MEGABYTE, 1));
  },
  'write a file larger than it may be': ({ fileMegabytes }) => {
    writeFileSync('large', Buffer.alloc(fileMegabytes * MEGABYTE + 1));
  },
  'fill its folder': ({ folderMegabytes }) => {
    const piece = Buffer.alloc(8 * MEGABYTE);
    for (let i = 0; i <= folderMegabytes / 8; i++) writeFileSync(`piece-${i}`, piece);
  },
  'open more files than it may': ({ files }) => {
    for (let i = 0; i <= files; i++) openSync('open', 'w');
  },
  'make more threads than it may': async ({ threads }) => {
    for (let i = 0; i <= threads; i++)
      await online(new Worker('setInterval(() => {}, 1000)', { eval: true }));
    // The watchdog looks now and then.
    await new Promise((resolve) => setTimeout(resolve, 1000));
  },
} satisfies Record<string, (target: Target) => unknown>;
export type Attempt = keyof typeof ATTEMPTS;

function succeed({ error, status, stderr }: ReturnType<typeof spawnSync>): void {
  if (error) throw error;
  if (status !== 0) throw new Error(String(stderr) || `exit code ${status}`);
}

function online(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('online', resolve).on('error', reject).on('exit', reject);
  });
}

async function main(): Promise<void> {
  const say = (line: string) => writeSync(1, `${line}\n`);
  const target = JSON.parse(readFileSync(0, 'utf8')) as Target;
  say('begun');
  try {
    await ATTEMPTS[process.argv[2] as Attempt](target);
    say('open');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    say(`held ${code ?? message.split('\n')[0]}`);
  }
  process.exit();
}

if (require.main === module) main();
