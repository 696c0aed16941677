import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { byCodePoint } from './by-code-point';
import { checkFolder, isFolder } from './folder';
import { checkFormats, imageFiles } from './image-files';

/** The images of a folder that has a folder for each class. */
export interface ClassFiles {
  classes: string[];
  /** As CLASS/NAME, class by class. */
  filenames: string[];
  filepaths: string[];
  /** Class of each file. */
  labels: number[];
}

export interface ListOptions {
  /** Folders to take, in this order. Default all, sorted. */
  classes?: readonly string[];
  followLinks?: boolean;
  /** Which part of each class's files, as fractions. Default [0, 1]. */
  part?: readonly [number, number];
}

/**
 * Lists images in the order of Keras 2.15: classes by name, in each the folders by path and the files by name.
 *
 * @param caller to begin an error.
 * @throws Error when the folder is not there, has no folder for a class, or holds images that are not read.
 */
export function listClasses(
  caller: string,
  directory: string,
  { classes, followLinks = false, part = [0, 1] }: ListOptions,
): ClassFiles {
  checkFolder(`${caller}: directory`, directory);
  const names = classes ? [...classes] : classFolders(caller, directory);
  const listed: ClassFiles = { classes: names, filenames: [], filepaths: [], labels: [] };
  names.forEach((name, label) => {
    checkFolder(`${caller}: classes`, join(directory, name));
    const all = imageFiles(join(directory, name), followLinks);
    checkFormats(all);
    const [start, end] = part.map((fraction) => Math.trunc(fraction * all.length));
    for (const path of all.slice(start, end)) {
      listed.filepaths.push(path);
      listed.filenames.push(relative(directory, path).split(sep).join('/'));
      listed.labels.push(label);
    }
  });
  return listed;
}

function classFolders(caller: string, directory: string): string[] {
  const names = readdirSync(directory)
    .filter((name) => isFolder(join(directory, name)))
    .sort(byCodePoint);
  if (names.length === 0)
    throw new Error(
      `${caller}: directory: expected a folder for each class in ${directory}, found none; put the images in ${join(directory, 'CLASS')}`,
    );
  const hidden = names.find((name) => name.startsWith('.'));
  if (hidden)
    console.warn(
      `${caller}: the hidden folder ${hidden} counts as a class, as in Keras; name the real ones in \`classes\`.`,
    );
  return names;
}
