import { lstatSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { engineDirectory, packageDirectory } from './cache';
import { EngineUnavailable } from './errors';
import { hasOwnLibrary } from './status';

/**
 * Points `lib` of the installed tfjs-node package at the cached engine. The addon then finds its libraries
 * beside its real path. Atomic and idempotent; a library that tfjs-node's own installer made is left alone.
 *
 * @throws EngineUnavailable when the package's folder cannot be written, or `lib` is something else.
 */
export function linkNative(): void {
  linkLibrary(packageDirectory(), engineDirectory());
}

/** `linkNative` for any package and engine. */
export function linkLibrary(installed: string, engine: string): void {
  const link = join(installed, 'lib');
  const target = join(engine, 'lib');
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found && !found.isSymbolicLink()) {
    if (hasOwnLibrary(installed)) return;
    throw new EngineUnavailable(
      `${link} holds no tfjs_binding.node: remove it, then run \`npx unstuck setup\``,
    );
  }
  if (!found || readlinkSync(link) !== target) replaceLink(link, target);
}

function replaceLink(link: string, target: string): void {
  const temporary = `${link}.link-${process.pid}`;
  try {
    rmSync(temporary, { force: true });
    symlinkSync(target, temporary, 'junction');
    renameSync(temporary, link);
  } catch (error) {
    rmSync(temporary, { force: true });
    const { message } = error as Error;
    const mend = 'make that folder writable, then run `npx unstuck setup`';
    throw new EngineUnavailable(`${link} cannot be linked to the engine (${message}): ${mend}`, {
      cause: error,
    });
  }
}
