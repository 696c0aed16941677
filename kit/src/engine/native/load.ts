import { existsSync, readdirSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { packageDirectory } from './cache';
import { EngineUnavailable } from './errors';
import { linkNative } from './link';
import { nativeStatus } from './status';

/** The native engine after it was loaded. */
export interface NativeEngine {
  /** Version of tfjs-node. */
  version: string;
  /** Threads that one operation may use. */
  threads: number;
}

const MEND = 'run `npx unstuck setup`';

/**
 * Loads tfjs-node and makes it the tfjs backend. Threads are `UNSTUCK_THREADS`, by default all that this
 * process may use; TensorFlow reads them from the environment once, so only the first load in a process
 * decides.
 *
 * @throws EngineUnavailable when the engine is not ready, cannot be linked or does not load.
 * @throws RangeError when `UNSTUCK_THREADS` is not a positive integer.
 */
export function loadNative(): NativeEngine {
  loaded ??= load(threadCount());
  return loaded;
}

let loaded: NativeEngine | undefined;

function load(threads: number): NativeEngine {
  const { state, directory, reason } = nativeStatus();
  if (state !== 'ready')
    throw new EngineUnavailable(`the native engine in ${directory} is ${state} (${reason}): ${MEND}`);
  linkNative();
  prepareProcess(threads);
  return { version: requireTfjsNode().version['tfjs-node'], threads };
}

/** Sets what libtensorflow reads while it loads, and what tfjs-node misses on newer Node versions. */
export function prepareProcess(threads: number): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  process.env.TF_NUM_INTRAOP_THREADS = String(threads);
  process.env.TF_NUM_INTEROP_THREADS = String(threads);
  replaceOldUtil();
}

/** `UNSTUCK_THREADS`, or every core that this process may use. */
export function threadCount(): number {
  const asked = process.env.UNSTUCK_THREADS;
  if (!asked) return availableParallelism();
  if (/^[1-9]\d{0,3}$/.test(asked)) return Number(asked);
  throw new RangeError(`UNSTUCK_THREADS: expected a positive integer, such as 2, got "${asked}"`);
}

// tfjs-node 4.22.0 calls two functions of util that Node 22 warns about and Node 23 has no more.
function replaceOldUtil(): void {
  const old: Record<string, unknown> = require('node:util');
  old.isArray = Array.isArray;
  old.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
}

function requireTfjsNode(): { version: { 'tfjs-node': string } } {
  const library = findLibrary();
  const forget = library ? answerForNodePreGyp(library) : () => {};
  try {
    // The marks are for whoever measures: `npm run bench -- start-up`.
    performance.mark('before library');
    if (library) require(library);
    performance.mark('library');
    return require('@tensorflow/tfjs-node');
  } catch (error) {
    const { message } = error as Error;
    throw new EngineUnavailable(`tfjs-node did not load (${message}): ${MEND}`, { cause: error });
  } finally {
    forget();
  }
}

/** tfjs-node's addon, where there is exactly one. */
function findLibrary(): string | undefined {
  const lib = join(packageDirectory(), 'lib');
  const found = readdirSync(lib)
    .map((abi) => join(lib, abi, 'tfjs_binding.node'))
    .filter(existsSync);
  return found.length === 1 ? found[0] : undefined;
}

/**
 * tfjs-node asks node-pre-gyp where its addon is, and that takes a hundred files to say so. This answers in its
 * place, until the returned function is called.
 */
function answerForNodePreGyp(library: string): () => void {
  const file = createRequire(join(packageDirectory(), 'package.json')).resolve('@mapbox/node-pre-gyp');
  const known = require.cache[file];
  const answer = Object.assign(new Module(file), { loaded: true, exports: { find: () => library } });
  require.cache[file] = answer;
  return () => {
    if (known) require.cache[file] = known;
    else delete require.cache[file];
  };
}
