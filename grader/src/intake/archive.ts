import { extname } from 'node:path';
import { STUDENT_LIMITS } from './archive-bounds';
import { listTar } from './tar';
import type { Tree } from './tree';
import { listZip } from './zip';

/** Bytes of an archive that are read into memory at most. */
export const MOST_ARCHIVE_BYTES = 64 * 1024 * 1024;

/** Whether a file of this name is read as an archive. */
export function isArchive(path: string): boolean {
  return /\.(zip|tar|tgz|tar\.gz)$/i.test(path);
}

/** Whether it is an archive by its name, of a kind that is not read: its student is told so. */
export function isOtherArchive(path: string): boolean {
  return !isArchive(path) && /\.(rar|7z|gz|bz2|xz|zst)$/i.test(path);
}

/** The name without `.zip`, `.tar.gz`, `.ipynb` and the like. */
export function stem(name: string): string {
  return name.replace(/\.(zip|tar|tgz|tar\.gz|rar|7z|ipynb(\.(txt|json))?)$/i, '') || name;
}

/**
 * Lists an archive that a student handed in. Nothing is written to disk, so nothing can land outside; an archive that
 * names files outside itself is rejected all the same.
 *
 * @throws FileProblem: `not-an-archive`, `unsafe-archive`, `too-large`.
 */
export async function listArchive(name: string, bytes: Uint8Array): Promise<Tree> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isZip = extname(name).toLowerCase() === '.zip';
  return isZip ? listZip(buffer, STUDENT_LIMITS) : listTar(buffer, STUDENT_LIMITS);
}
