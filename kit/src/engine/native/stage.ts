import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const LEAVING = /\.(stage|old)-\d+$/;

/** A fresh, empty folder beside the engine; the leavings of killed setups are removed. Needs the lock. */
export function freshStage(directory: string): string {
  const parent = dirname(directory);
  const leavings = readdirSync(parent).filter(
    (name) => name.startsWith(basename(directory)) && LEAVING.test(name),
  );
  for (const name of leavings) removeFolder(join(parent, name));
  mkdirSync(stagePath(directory));
  return stagePath(directory);
}

/** Puts a finished stage in the engine's place in one step; what was there before is removed. */
export function commitStage(directory: string): void {
  const old = `${directory}.old-${process.pid}`;
  if (existsSync(directory)) renameSync(directory, old);
  renameSync(stagePath(directory), directory);
  removeFolder(old);
}

/** Removes this process's stage; another's is left alone, for the lock may be lost by now. */
export function removeStage(directory: string): void {
  removeFolder(stagePath(directory));
}

/** Removes a folder, also one that an orphaned tool still writes into. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}

function stagePath(directory: string): string {
  return `${directory}.stage-${process.pid}`;
}
