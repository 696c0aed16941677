import { createHash } from 'node:crypto';
import {
  createReadStream,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errorCode } from './errors';
import type { MakingStep } from './events';

/** A file of a finished engine (`modified` in seconds, as archives keep it), or a link inside it. */
export type EngineFile =
  | { path: string; size: number; modified: number; sha256: string }
  | { path: string; link: string };

/** What `ready.json` says: written last, after the engine was loaded and used. */
export interface EngineManifest {
  schema: 1;
  step: MakingStep;
  versions: { tfjsNode: string; tensorflow: string; node: string };
  /** When it was made, ISO 8601. */
  made: string;
  files: EngineFile[];
}

const NAME = 'ready.json';

/** Reads an engine's manifest; undefined when there is none. @throws Error when it is not a manifest. */
export function readManifest(directory: string): EngineManifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(directory, NAME), 'utf8')) as EngineManifest;
    if (manifest.schema === 1 && manifest.files.length > 0) return manifest;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
  }
  throw new Error(`${NAME} is not readable as a manifest`);
}

/** Writes `ready.json`, the mark of a whole engine. */
export function writeManifest(directory: string, manifest: EngineManifest): void {
  const temporary = join(directory, `${NAME}.new`);
  writeFileSync(temporary, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(temporary, join(directory, NAME));
}

/** The first listed file that is not as it was when the engine was checked, with the difference; no hashing. */
export function firstDifference(directory: string, files: EngineFile[]): string | undefined {
  for (const file of files) {
    const difference = differenceOf(join(directory, file.path), file);
    if (difference) return `${file.path} ${difference}`;
  }
  return undefined;
}

function differenceOf(path: string, file: EngineFile): string | undefined {
  try {
    if ('link' in file) return readlinkSync(path) === file.link ? undefined : 'points elsewhere';
    const { size, mtimeMs } = lstatSync(path);
    if (size !== file.size) return `has ${size} bytes, expected ${file.size}`;
    return seconds(mtimeMs) === file.modified ? undefined : 'was changed since it was checked';
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'is missing' : `cannot be read: ${(error as Error).message}`;
  }
}

/** Lists and hashes everything under `directory`, links as links. */
export async function listFiles(directory: string, signal?: AbortSignal): Promise<EngineFile[]> {
  const entries = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  const files: EngineFile[] = [];
  for (const path of entries) {
    const full = join(directory, path);
    const stat = lstatSync(full);
    if (path === NAME || stat.isDirectory()) continue;
    if (stat.isSymbolicLink()) files.push({ path, link: readlinkSync(full) });
    else {
      const sha256 = await sha256Of(full, signal);
      files.push({ path, size: stat.size, modified: seconds(stat.mtimeMs), sha256 });
    }
  }
  return files;
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const source = createReadStream(path, { highWaterMark: 1 << 20 });
  await pipeline(source, hash, { signal });
  return hash.digest('hex');
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
