import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { MAX_BYTES } from '../notebook';
import { type ArchiveLimits, bomb, checkPath, isHidden, notAnArchive } from './archive-bounds';
import { isNotebook } from './notebook-name';
import { FileProblem, type Tree, type TreeFile, tooLarge } from './tree';

/**
 * Lists a tar, packed with gzip or not. Its notebooks are kept in memory, as a tar can be read only from start to end.
 *
 * @throws FileProblem when it is none, holds too much, or names files outside itself.
 */
export async function listTar(bytes: Buffer, limits: ArchiveLimits): Promise<Tree> {
  const files: TreeFile[] = [];
  const reader = extract();
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const source = Readable.from(chunksOf(bytes));
  const unpacked = packed ? source.pipe(createGunzip()) : source;
  // Errors of the parts before it do not pass through a pipe by themselves.
  source.on('error', (error) => reader.destroy(error));
  unpacked.on('error', (error) => reader.destroy(error));
  count(unpacked, limits.bytes, (error) => reader.destroy(error));
  unpacked.pipe(reader);
  try {
    let entries = 0;
    for await (const entry of reader) {
      if (++entries > limits.entries) throw bomb(`it holds more than ${limits.entries} files`);
      const file = await fileOf(entry.header, entry as AsyncIterable<Buffer>);
      if (file) files.push(file);
      entry.resume();
    }
    if (entries === 0) throw notAnArchive('it holds no file');
  } catch (error) {
    throw error instanceof FileProblem ? error : notAnArchive((error as Error).message.slice(0, 120));
  } finally {
    unpacked.destroy();
    source.destroy();
  }
  const folders = [
    ...new Set(files.flatMap(({ path }) => (path.includes('/') ? [path.split('/')[0]!] : []))),
  ];
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), folders, problems: [], close: () => {} };
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

function count(stream: NodeJS.ReadableStream, most: number, stop: (error: Error) => void): void {
  let total = 0;
  stream.on('data', (chunk: Buffer) => {
    total += chunk.length;
    if (total > most) stop(bomb(`it unpacks to more than ${Math.round(most / 1024 / 1024)} MB`));
  });
}

async function fileOf(header: Header, body: AsyncIterable<Buffer>): Promise<TreeFile | undefined> {
  const path = checkPath(header.name);
  const link = header.type === 'symlink' || header.type === 'link';
  if ((header.type !== 'file' && !link) || isHidden(path) || !isNotebook(path)) return undefined;
  const large = (header.size ?? 0) > MAX_BYTES;
  const chunks: Buffer[] = [];
  if (!large && !link) for await (const chunk of body) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  return {
    path,
    modified: header.mtime ?? null,
    link,
    read: async (most) => {
      if (large || content.length > most) throw tooLarge(Math.min(most, MAX_BYTES));
      return content;
    },
  };
}
