import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { type ArchiveLimits, bomb, checkPath, isHidden, notAnArchive, unsafe } from './archive-bounds';
import { FileProblem, type Tree, type TreeFile, tooLarge } from './tree';

/**
 * Lists a zip without unpacking a file; `read` unpacks one.
 *
 * @param source its bytes, or the path of a file.
 * @throws FileProblem when it is none, holds too much, or names files outside itself.
 */
export async function listZip(source: Buffer | string, limits: ArchiveLimits): Promise<Tree> {
  const zip = await openZip(source);
  try {
    const entries = await entriesOf(zip, limits);
    const left = { bytes: limits.bytes };
    const files = entries
      .filter(({ fileName }) => !fileName.endsWith('/') && !isHidden(fileName))
      .map(
        (entry): TreeFile => ({
          path: checkPath(entry.fileName),
          modified: entry.getLastModDate(),
          link: isLink(entry),
          read: (most) => readEntry(zip, entry, most, left),
        }),
      );
    const folders = new Set(
      entries.flatMap(({ fileName }) => (fileName.includes('/') ? [fileName.split('/')[0]!] : [])),
    );
    const shown = [...folders].filter((name) => !isHidden(name));
    return { files: files.sort(byPath), folders: shown, problems: [], close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function byPath(a: TreeFile, b: TreeFile): number {
  return a.path < b.path ? -1 : 1;
}

function openZip(source: Buffer | string): Promise<ZipFile> {
  // yauzl itself refuses absolute paths and `..`, and a file that unpacks to more than it says.
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
  return new Promise((resolve, reject) => {
    const opened = (error: Error | null, zip: ZipFile) =>
      error ? reject(notAnArchive(reasonOf(error))) : resolve(zip);
    if (typeof source === 'string') yauzl.open(source, options, opened as never);
    else yauzl.fromBuffer(source, options, opened as never);
  });
}

function entriesOf(zip: ZipFile, limits: ArchiveLimits): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    if (zip.entryCount > limits.entries) reject(bomb(`it holds ${zip.entryCount} files`));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > limits.entries) reject(bomb(`it holds more than ${limits.entries} files`));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error: Error) =>
      reject(/path|character/.test(error.message) ? unsafe(reasonOf(error)) : notAnArchive(reasonOf(error))),
    );
    zip.readEntry();
  });
}

function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function readEntry(zip: ZipFile, entry: Entry, most: number, left: { bytes: number }): Promise<Uint8Array> {
  if (entry.uncompressedSize > most) return Promise.reject(tooLarge(most));
  if (entry.uncompressedSize > left.bytes) return Promise.reject(bomb('it unpacks to too much'));
  left.bytes -= entry.uncompressedSize;
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(notAnArchive(reasonOf(error)));
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', (broken) => reject(notAnArchive(reasonOf(broken))));
      stream.on('end', () => resolve(Buffer.concat(chunks)));
      return undefined;
    });
  });
}

function reasonOf(error: Error): string {
  return error instanceof FileProblem ? error.message : error.message.slice(0, 120);
}
