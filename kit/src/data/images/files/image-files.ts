import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint } from './by-code-point';
import { isFolder } from './folder';

/** What Keras takes for an image, by the end of the name. */
const LISTED = ['png', 'jpg', 'jpeg', 'bmp', 'ppm', 'tif', 'tiff'];
const READ = ['png', 'jpg', 'jpeg'];

/** All images in a folder and the folders in it, as Keras 2.15 lists them: folders by path, files by name. */
export function imageFiles(folder: string, followLinks = false): string[] {
  return folders(folder, followLinks)
    .sort((a, b) => byCodePoint(a.path, b.path))
    .flatMap(({ path, files }) => files.sort(byCodePoint).map((name) => join(path, name)))
    .filter((file) => endsWithOne(file, LISTED));
}

/** Refuses files of formats that Keras lists and the kit does not read. */
export function checkFormats(files: string[]): void {
  const foreign = files.filter((file) => !endsWithOne(file, READ));
  if (foreign.length > 0)
    throw new Error(
      `${foreign[0]}: expected PNG or JPEG; convert or remove ${foreign.length === 1 ? 'this file' : `these ${foreign.length} files`}`,
    );
}

interface Folder {
  path: string;
  files: string[];
}

function folders(path: string, followLinks: boolean): Folder[] {
  const files: string[] = [];
  const inner: Folder[] = [];
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, entry.name);
    const isLink = entry.isSymbolicLink();
    if (!(isLink ? isFolder(inside) : entry.isDirectory())) files.push(entry.name);
    else if (!isLink || followLinks) inner.push(...folders(inside, followLinks));
  }
  return [{ path, files }, ...inner];
}

function endsWithOne(file: string, endings: string[]): boolean {
  return endings.some((ending) => file.toLowerCase().endsWith(ending));
}
