import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '../outcome';
import { endGroup } from '../process-group';
import { start } from '../run';
import { hold } from '../walls';
import {
  dataMegabytes,
  FILE_MEGABYTES,
  FOLDER_MEGABYTES,
  type Limits,
  mostThreads,
  OPEN_FILES,
} from '../walls/limits';
import { Watchdog } from '../watchdog';
import { ATTEMPTS, type Attempt, type Target } from './attempts';

/** How one attempt to get through the walls went. */
export interface Tried {
  attempt: Attempt;
  /** It failed, as it must. */
  held: boolean;
  /** What the system answered. */
  answer: string;
}

const LIMITS: Limits = { cellSeconds: 20, probeSeconds: 20, heapMegabytes: 64, memoryMegabytes: 192 };
/** Threads need memory too, and it is their number that is tried. */
const ROOMY: Limits = { ...LIMITS, memoryMegabytes: 1536 };

/**
 * Tries to get out of the walls that hold a student's process, each attempt in a process of its own. Where the
 * system makes the walls, Node's permission model, which refuses most of it too, is left away.
 *
 * @param tried called with each result as it comes.
 */
export async function selfTest(tried: (result: Tried) => void = () => {}): Promise<Tried[]> {
  const { target, close } = await makeTarget();
  const results: Tried[] = [];
  try {
    for (const attempt of Object.keys(ATTEMPTS) as Attempt[]) {
      const result = await tryOne(attempt, target);
      tried(result);
      results.push(result);
    }
  } finally {
    close();
  }
  return results;
}

async function makeTarget(): Promise<{ target: Target; close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-outside-'));
  const file = join(folder, 'secret.js');
  writeFileSync(file, 'secret');
  const secret = `UNSTUCK_SECRET_${process.pid}`;
  process.env[secret] = randomUUID();
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    target: {
      file,
      folder,
      port: (server.address() as { port: number }).port,
      secret,
      megabytes: 2 * dataMegabytes(LIMITS),
      fileMegabytes: FILE_MEGABYTES,
      folderMegabytes: FOLDER_MEGABYTES,
      files: OPEN_FILES,
      threads: mostThreads(),
    },
    close: () => {
      server.close();
      delete process.env[secret];
      rmSync(folder, { recursive: true });
    },
  };
}

async function tryOne(attempt: Attempt, target: Target): Promise<Tried> {
  const limits = attempt === 'make more threads than it may' ? ROOMY : LIMITS;
  const held = hold([join(__dirname, 'attempts.js'), attempt], { limits, permissions: false });
  const child = start(held);
  let said = '';
  let bitten: Outcome | undefined;
  const watchdog = new Watchdog(child.pid, limits, held.processes, (outcome) => {
    bitten = outcome;
    void endGroup(child);
  });
  watchdog.begin(limits.cellSeconds);
  child.stdout!.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr!.resume();
  child.stdin!.on('error', () => {});
  child.stdin!.end(JSON.stringify(target));
  const code = await new Promise((resolve) => child.on('close', (code) => resolve(code)));
  watchdog.stop();
  await held.release();
  return verdict(attempt, said, bitten, code);
}

function verdict(attempt: Attempt, said: string, bitten: Outcome | undefined, code: unknown): Tried {
  const [begun, result = ''] = said.trim().split('\n');
  if (begun !== 'begun') return { attempt, held: false, answer: 'could not be tried' };
  if (bitten && !bitten.ok) return { attempt, held: true, answer: `ended: ${bitten.reason}` };
  if (result === '') return { attempt, held: true, answer: `ended: exit code ${code}` };
  return { attempt, held: result !== 'open', answer: result.replace(/^held /, '') };
}
