import { statSync } from 'node:fs';
import { isArchive, isOtherArchive, listArchive, MOST_ARCHIVE_BYTES } from './archive';
import { CLASS_LIMITS } from './archive-bounds';
import { listFolder } from './folder';
import { type GradescopeMetadata, METADATA, readMetadata } from './gradescope';
import type { Label } from './label';
import { isNotebook } from './notebook-name';
import { labelOf } from './platforms';
import { FileProblem, type Tree, type TreeFile, unreadable } from './tree';
import { listZip } from './zip';

/** One notebook that somebody handed in, or what stands in its place. */
export interface Found extends Label {
  /** The entry at the root of the folder it came with. */
  entry: string;
  /** Path in the folder, with `/`; in an archive `archive.zip/path`. */
  location: string;
  /** Its bytes, or why there are none. */
  content: { bytes: Uint8Array } | { problem: FileProblem };
}

/** Largest notebook that is read into memory to be looked at; the notebook's own limit is lower. */
const MOST_NOTEBOOK_BYTES = 32 * 1024 * 1024;
/** Notebooks in one entry; a student answers a course, not a thousand. */
const MOST_NOTEBOOKS = 100;

/**
 * Finds what a class handed in: notebooks, folders and archives at the root of a folder (or of one zip), as they come
 * from Canvas, Moodle, Gradescope or by hand. One is in memory at a time. What cannot be taken is handed over as a
 * problem, and the rest goes on.
 *
 * @param skip whole paths that are no submissions.
 * @throws FileProblem when the folder itself cannot be read.
 */
export async function* findSubmissions(root: string, skip: readonly string[] = []): AsyncGenerator<Found> {
  const tree = await openRoot(root, skip);
  try {
    const base = exportFolder(tree);
    const metadata = await metadataOf(tree, base);
    for (const { path, problem } of tree.problems) yield lost(path, problem, metadata);
    for (const [entry, files] of byEntry(tree, base)) {
      if (isSetting(entry)) continue;
      const label = labelOf(entry, metadata);
      if (label) yield* inEntry(entry, base, label, files);
    }
  } finally {
    tree.close();
  }
}

async function openRoot(root: string, skip: readonly string[]): Promise<Tree> {
  try {
    if (statSync(root).isDirectory()) return await listFolder(root, skip);
  } catch (error) {
    throw error instanceof FileProblem ? error : unreadable(error);
  }
  if (/\.zip$/i.test(root)) return listZip(root, CLASS_LIMITS);
  throw new FileProblem('unsure', 'no-folder', 'is neither a folder nor a zip');
}

/** A download may come as one folder in a folder: Gradescope's `assignment_123_export/`. */
function exportFolder({ files, folders }: Tree): string {
  const [only, ...more] = folders;
  const inside = only && more.length === 0 && files.every(({ path }) => path.startsWith(`${only}/`));
  return inside && files.some(({ path }) => path === `${only}/${METADATA}`) ? `${only}/` : '';
}

async function metadataOf({ files }: Tree, base: string): Promise<GradescopeMetadata | undefined> {
  const file = files.find(({ path }) => path === base + METADATA);
  if (!file) return undefined;
  return readMetadata(Buffer.from(await file.read(MOST_NOTEBOOK_BYTES)).toString('utf8'));
}

function isSetting(entry: string): boolean {
  return entry === METADATA || /^unstuck\.config\.(json|ya?ml)$/.test(entry);
}

/** Files by the entry at the root they belong to; an empty folder has none. */
function byEntry({ files, folders, problems }: Tree, base: string): Map<string, TreeFile[]> {
  const entries = new Map<string, TreeFile[]>();
  const lostEntries = new Set(problems.map(({ path }) => path));
  if (base === '') for (const folder of folders) if (!lostEntries.has(folder)) entries.set(folder, []);
  for (const file of files) {
    const entry = file.path.slice(base.length).split('/')[0]!;
    entries.set(entry, [...(entries.get(entry) ?? []), file]);
  }
  return entries;
}

function lost(path: string, problem: FileProblem, metadata: GradescopeMetadata | undefined): Found {
  const entry = path.split('/')[0]!;
  const label = labelOf(entry, metadata) ?? labelOf(entry, undefined)!;
  return { ...label, entry, location: path, content: { problem } };
}

async function* inEntry(entry: string, base: string, label: Label, files: TreeFile[]): AsyncGenerator<Found> {
  const isFolder = files.length === 0 || files.some(({ path }) => path !== base + entry);
  const taken = files.filter(({ path }) => isNotebook(path) || isArchive(path));
  // A text beside the notebooks of a plain folder is nobody's submission.
  if (taken.length === 0 && !isFolder && !isOtherArchive(entry) && label.platform === 'folder') return;
  const place = { ...label, entry, receivedAt: label.receivedAt ?? newest(files) };
  if (taken.length === 0) yield { ...place, location: entry, content: { problem: nothingIn(entry) } };
  for (const file of taken) {
    const location = file.path.slice(base.length);
    const received = { ...place, receivedAt: label.receivedAt ?? file.modified?.toISOString() ?? null };
    if (isNotebook(file.path)) yield { ...received, location, content: await contentOf(file) };
    else yield* inArchive(file, { ...received, location });
  }
}

async function* inArchive(archive: TreeFile, place: Omit<Found, 'content'>): AsyncGenerator<Found> {
  let tree: Tree;
  try {
    tree = await listArchive(archive.path, await bytesOf(archive, MOST_ARCHIVE_BYTES));
  } catch (error) {
    yield { ...place, content: { problem: problemOf(error) } };
    return;
  }
  try {
    const notebooks = tree.files.filter(({ path }) => isNotebook(path));
    const problem = archiveProblem(tree.files, notebooks);
    if (problem) yield { ...place, content: { problem } };
    else
      for (const file of notebooks)
        yield { ...place, location: `${place.location}/${file.path}`, content: await contentOf(file) };
  } finally {
    tree.close();
  }
}

function nothingIn(entry: string): FileProblem {
  if (!isOtherArchive(entry)) return noNotebook();
  const message = 'is an archive of a kind that is not read; hand in the notebook (.ipynb), or a .zip of it';
  return new FileProblem('rejected', 'not-an-archive', message);
}

function noNotebook(): FileProblem {
  return new FileProblem('rejected', 'no-notebook', 'holds no notebook (.ipynb)');
}

function archiveProblem(files: TreeFile[], notebooks: TreeFile[]): FileProblem | undefined {
  if (notebooks.length === 0) {
    const isPackedTwice = files.some(({ path }) => isArchive(path) || isOtherArchive(path));
    const message = 'holds an archive, and no notebook; hand in the notebook (.ipynb), or a .zip of it';
    return isPackedTwice ? new FileProblem('rejected', 'no-notebook', message) : noNotebook();
  }
  return notebooks.length > MOST_NOTEBOOKS
    ? new FileProblem('rejected', 'too-large', `holds ${notebooks.length} notebooks; hand in just your own`)
    : undefined;
}

async function contentOf(file: TreeFile): Promise<Found['content']> {
  try {
    return { bytes: await bytesOf(file, MOST_NOTEBOOK_BYTES) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function bytesOf(file: TreeFile, most: number): Promise<Uint8Array> {
  if (file.link)
    throw new FileProblem('rejected', 'link', 'is a link to somewhere else; hand in the notebook itself');
  return file.read(most);
}

function problemOf(error: unknown): FileProblem {
  return error instanceof FileProblem ? error : unreadable(error);
}

function newest(files: TreeFile[]): string | null {
  const times = files.flatMap(({ modified }) => (modified ? [modified.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)).toISOString() : null;
}
