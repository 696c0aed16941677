import { constants, type Dirent } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FileProblem, isIgnored, type Tree, type TreeFile, tooLarge, unreadable } from './tree';

/** Folders in folders; deeper is no submission. */
const MOST_LEVELS = 8;

/**
 * Lists a folder without reading a file. What cannot be listed is a problem of that part alone.
 *
 * @param skip whole paths that are no submissions, such as the folder of results.
 * @throws FileProblem when the folder itself cannot be listed.
 */
export async function listFolder(root: string, skip: readonly string[] = []): Promise<Tree> {
  const tree: Tree = { files: [], folders: [], problems: [], close: () => {} };
  const entries = await readdir(root, { withFileTypes: true }).catch((error) => {
    throw unreadable(error);
  });
  await listEntries(root, '', entries, skip, tree);
  return tree;
}

async function listEntries(
  root: string,
  below: string,
  entries: Dirent[],
  skip: readonly string[],
  tree: Tree,
): Promise<void> {
  // By code point: the order must not depend on the machine's language.
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below + entry.name;
    const whole = join(root, path);
    if (isIgnored(entry.name) || skip.includes(whole)) continue;
    if (!entry.isDirectory()) await addFile(whole, path, tree);
    else {
      if (below === '') tree.folders.push(entry.name);
      await descend(root, path, skip, tree);
    }
  }
}

async function descend(root: string, path: string, skip: readonly string[], tree: Tree): Promise<void> {
  if (path.split('/').length > MOST_LEVELS) return;
  try {
    const entries = await readdir(join(root, path), { withFileTypes: true });
    await listEntries(root, `${path}/`, entries, skip, tree);
  } catch (error) {
    tree.problems.push({ path, problem: unreadable(error) });
  }
}

async function addFile(whole: string, path: string, tree: Tree): Promise<void> {
  try {
    const status = await lstat(whole);
    tree.files.push({
      path,
      modified: status.mtime,
      link: status.isSymbolicLink(),
      read: (most) => readFile(whole, most),
    } satisfies TreeFile);
  } catch (error) {
    tree.problems.push({ path, problem: unreadable(error) });
  }
}

async function readFile(whole: string, most: number): Promise<Uint8Array> {
  let handle: FileHandle;
  try {
    // A named pipe would hold the reader for ever, and a link would lead elsewhere.
    handle = await open(
      whole,
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
    );
  } catch (error) {
    throw unreadable(error);
  }
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw new FileProblem('rejected', 'no-notebook', 'is not a file');
    if (status.size > most) throw tooLarge(most);
    return await handle.readFile();
  } catch (error) {
    throw error instanceof FileProblem ? error : unreadable(error);
  } finally {
    await handle.close();
  }
}
