import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { checkDuplicateOptions, type DuplicateOptions, type Duplicates, toDuplicates } from '../duplicates';
import { hashPixels } from '../image-hash';
import { decodeFile } from './decode';
import { checkFolder } from './folder';
import { imageFiles } from './image-files';

/**
 * As `findDuplicates`, for the PNG and JPEG files in a folder and the folders in it: `exact` are files that are
 * the same byte for byte, `near` images that look alike. One image is held at a time.
 *
 * @returns files relative to `directory`, in the order of their names.
 * @throws ImageFileError when a file cannot be read; `corruptFiles` lists them all.
 * @example
 * const { exact, near } = await findDuplicateFiles('photos', { hash: 'perceptual' });
 */
export async function findDuplicateFiles(
  directory: string,
  options: DuplicateOptions = {},
): Promise<Duplicates<string>> {
  const { hash, maxDistance } = checkDuplicateOptions('findDuplicateFiles', options);
  checkFolder('findDuplicateFiles: directory', directory);
  const groups = new Map<string, string[]>();
  const hashes: string[] = [];
  for (const file of imageFiles(directory)) {
    const name = relative(directory, file).split(sep).join('/');
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    const group = groups.get(digest);
    if (group) group.push(name);
    else {
      groups.set(digest, [name]);
      hashes.push(hashPixels(await decodeFile(file), hash));
    }
  }
  return toDuplicates([...groups.values()], hashes, maxDistance);
}
