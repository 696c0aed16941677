import { existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { NAMESPACE_FLAGS } from './choice';
import { plainCompiler } from './compiler';
import { FOLDER_MEGABYTES } from './limits';
import { ownFolders, view } from './view';

/** Where a child finds the filter of system calls. */
const FILTER_DESCRIPTOR = 4;

/**
 * Arguments of `bwrap` up to the program: an empty root, in it the view and the system's libraries, not
 * writable, and one folder of a limited size that is in memory and goes with the process.
 *
 * @param folder the path of that folder; it need not be there outside.
 * @param files what else the child reads.
 */
export function bubblewrapFlags(folder: string, files: string[]): string[] {
  const seen = view();
  return [
    ...NAMESPACE_FLAGS,
    ...['--seccomp', String(FILTER_DESCRIPTOR)],
    ...systemLibraries(),
    ...[...seen.folders, ...seen.files, process.execPath].flatMap(readOnly),
    // A start-up snapshot may just be replaced by a newer one.
    ...files.flatMap((file) => ['--ro-bind-try', file, file]),
    ...compiler(),
    // What started it inside has no filter of its own; nothing may be written into its memory.
    ...['--proc', '/proc', '--tmpfs', '/proc/1', '--remount-ro', '/proc/1'],
    ...['/dev/null', '/dev/urandom'].flatMap((device) => ['--dev-bind', device, device]),
    ...['--size', String(FOLDER_MEGABYTES * 2 ** 20), '--tmpfs', folder, '--chdir', folder],
    // Last: what is above has made folders in it.
    ...['--remount-ro', '/'],
  ];
}

function readOnly(path: string): string[] {
  return ['--ro-bind', path, path];
}

let libraries: string[] | undefined;

/** Folders of the system's shared libraries, the index of them, and the links through which they are found. */
function systemLibraries(): string[] {
  libraries ??= [
    ...[...librariesOfNode(), '/etc/ld.so.cache'].filter(existsSync).flatMap(readOnly),
    ...['/lib', '/lib64', '/usr/lib64'].flatMap(linkOrFolder),
  ];
  return libraries;
}

/** The folders of the shared libraries that this Node runs with; an engine needs no others. */
function librariesOfNode(): string[] {
  const mapped = readFileSync('/proc/self/maps', 'utf8').match(/\/\S+\.so[\d.]*$/gm) ?? [];
  const folders = new Set(mapped.map((file) => dirname(file)));
  return [...folders].filter((folder) => !ownFolders().some((own) => folder.startsWith(own)));
}

/** /lib is a link on some systems; the others are where a program's loader is. */
function linkOrFolder(path: string): string[] {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) return ['--symlink', readlinkSync(path), path];
  return found && path !== '/lib' ? readOnly(path) : [];
}

/** In the place of the packed compiler, which would unpack itself and hold a lock while it does. */
function compiler(): string[] {
  const plain = plainCompiler();
  return plain ? ['--ro-bind', plain.unpacked, plain.packed] : [];
}
