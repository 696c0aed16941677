import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { chooseEngine } from 'unstuck/engine';
import { cacheRoot } from 'unstuck/engine/native';
import { type Manifest, readManifest } from './manifest';

/*
 * A start-up snapshot is a Node whose heap already holds the kit and the engine's scripts, as they are after
 * loading. It is kept outside the checkout, where no child can write, and holds while its files do.
 */

const BUILD = join(__dirname, 'build.js');

/** Snapshots found in this process, by manifest; undefined where one is being made, or cannot be. */
const found = new Map<string, string | undefined>();

/**
 * The snapshot for a child with this much heap. Where there is none, one is made in the background for later
 * children; undefined until then, and wherever none can be made.
 */
export function currentSnapshot(heapMegabytes: number): string | undefined {
  try {
    const path = manifestPath(snapshotFolder(), heapMegabytes);
    if (!found.has(path)) {
      const blob = blobOf(path, readManifest(path));
      found.set(path, blob);
      if (!blob) inBackground(path, heapMegabytes);
    }
    return found.get(path);
  } catch {
    // A cache that cannot be written, an engine that is not: the child loads everything itself.
    return undefined;
  }
}

/**
 * Makes the snapshot where there is none.
 *
 * @param folder where snapshots are kept. Default: `start-up` in the cache.
 * @returns its path; undefined where it cannot be made, or another process is making it.
 */
export async function makeSnapshot(
  heapMegabytes: number,
  folder = snapshotFolder(),
): Promise<string | undefined> {
  const path = manifestPath(folder, heapMegabytes);
  if (!blobOf(path, readManifest(path))) await finished(path, heapMegabytes);
  found.delete(path);
  return blobOf(path, readManifest(path));
}

/** Looks again at the next child: the last one did not start from the snapshot it was given. */
export function forgetSnapshots(): void {
  found.clear();
}

/** One build in this process, whatever comes of it. */
function inBackground(path: string, heapMegabytes: number): void {
  startBuild(path, heapMegabytes)
    .on('close', () => found.set(path, blobOf(path, readManifest(path))))
    .on('error', () => {})
    .unref();
}

function snapshotFolder(): string {
  return join(cacheRoot(), 'start-up');
}

function manifestPath(folder: string, heapMegabytes: number): string {
  // A snapshot fits one build of Node, one processor, and (on Node 20) one set of V8's flags.
  const { version, arch, platform } = process;
  const fits = [version, arch, platform, cachedDataVersionTag(), heapMegabytes, chooseEngine().engine, BUILD];
  const id = createHash('sha256').update(JSON.stringify(fits)).digest('hex').slice(0, 16);
  return join(folder, `${id}.json`);
}

function blobOf(path: string, manifest: Manifest | undefined): string | undefined {
  if (!manifest) return undefined;
  const blob = join(dirname(path), manifest.blob);
  return existsSync(blob) ? blob : undefined;
}

/** Waits for a build; where none can begin, there is nothing to wait for. */
function finished(path: string, heapMegabytes: number): Promise<void> {
  return new Promise((resolve) => {
    try {
      startBuild(path, heapMegabytes)
        .on('close', () => resolve())
        .on('error', () => resolve());
    } catch {
      resolve();
    }
  });
}

/** A process of its own that outlives this one and gives way to everything else. */
function startBuild(path: string, heapMegabytes: number): ChildProcess {
  mkdirSync(dirname(path), { recursive: true });
  const build = spawn(process.execPath, [BUILD, path, String(heapMegabytes)], {
    detached: true,
    stdio: 'ignore',
  });
  if (build.pid) setPriority(build.pid, constants.priority.PRIORITY_LOW);
  return build;
}
