import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { engineDirectory, packageDirectory } from './cache';
import { type EngineManifest, firstDifference, readManifest } from './manifest';

/** Whether the native engine can be loaded. */
export interface NativeStatus {
  state: 'ready' | 'absent' | 'broken';
  /** The cached engine, or the tfjs-node package itself where its own installer has run. */
  directory: string;
  /** Why it is not ready. */
  reason?: string;
  /** Absent where tfjs-node's own installer put the library into the package. */
  manifest?: EngineManifest;
}

/** The state of the engine, from `ready.json` and the sizes and times of the files it lists: fast, no hashing. */
export function nativeStatus(): NativeStatus {
  const installed = packageDirectory();
  return hasOwnLibrary(installed) ? { state: 'ready', directory: installed } : statusOf(engineDirectory());
}

/** The state of the engine in one folder. */
export function statusOf(directory: string): NativeStatus {
  if (!existsSync(directory)) return { state: 'absent', directory, reason: 'it has not been made' };
  try {
    const manifest = readManifest(directory);
    if (!manifest) return broken(directory, 'it has no ready.json: it was not finished');
    const difference = firstDifference(directory, manifest.files);
    return difference
      ? { ...broken(directory, difference), manifest }
      : { state: 'ready', directory, manifest };
  } catch (error) {
    return broken(directory, (error as Error).message);
  }
}

/** True where tfjs-node's own installer has filled the package: a `lib` that is a folder, not our link. */
export function hasOwnLibrary(installed: string): boolean {
  const library = join(installed, 'lib');
  if (!lstatSync(library, { throwIfNoEntry: false })?.isDirectory()) return false;
  return readdirSync(library).some((abi) => existsSync(join(library, abi, 'tfjs_binding.node')));
}

function broken(directory: string, reason: string): NativeStatus {
  return { state: 'broken', directory, reason };
}
