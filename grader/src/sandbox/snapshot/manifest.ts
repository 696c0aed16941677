import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What a snapshot was made from. It holds while every file has the same content. */
export interface Manifest {
  /** Each file and its SHA-256. */
  files: [file: string, sha256: string][];
  /** The snapshot's name, in the same folder. */
  blob: string;
}

/** Reads a manifest whose files are unchanged; undefined when there is none or one has changed. */
export function readManifest(path: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    return manifest.files.every(([file, sha256]) => hash(readFileSync(file)) === sha256)
      ? manifest
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes it as one step: a reader finds the old one or the new one.
 *
 * @param texts what was read of each file: one that changes while the snapshot is made must not look unchanged.
 */
export function writeManifest(path: string, texts: Map<string, string>, blob: string): void {
  const files = [...texts].map(([file, text]): [string, string] => [file, hash(text)]);
  const manifest: Manifest = { files, blob };
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(manifest));
  renameSync(temporary, path);
}

function hash(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}
