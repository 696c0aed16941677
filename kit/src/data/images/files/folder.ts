import { existsSync, statSync } from 'node:fs';

/**
 * Refuses what is no folder.
 *
 * @param name what the caller calls it, to begin the error.
 */
export function checkFolder(name: string, folder: string): void {
  if (isFolder(folder)) return;
  const found = existsSync(folder) ? 'which is a file' : 'which is not there';
  throw new Error(`${name}: expected a folder, got ${folder}, ${found}`);
}

/** Whether there is a folder, or a link to one. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
