import { relative, sep } from 'node:path';
import { decodeFile } from './decode';
import { checkFolder } from './folder';
import { ImageFileError } from './image-file-error';
import { imageFiles } from './image-files';

/** What is wrong with a file. */
export interface CorruptFile {
  /** Relative to the folder that was searched. */
  file: string;
  reason: string;
  /** Where in the file, if known. */
  byte?: number;
}

/** What `corruptFiles` found. */
export interface CorruptReport {
  /** How many files were read. */
  checked: number;
  corrupt: CorruptFile[];
}

/**
 * Reads every image in a folder and the folders in it, and reports those that are truncated, damaged, of another
 * format than PNG and JPEG, or that a decoder warns about (which `flowFromDirectory` lets pass). One image is
 * held at a time; nothing is changed.
 *
 * @param directory files are images by the end of their names, as for `flowFromDirectory`.
 * @throws Error when the folder is not there.
 * @example
 * const { checked, corrupt } = await corruptFiles('photos');
 * console.log(`${corrupt.length} of ${checked} files are damaged`, corrupt);
 */
export async function corruptFiles(directory: string): Promise<CorruptReport> {
  checkFolder('corruptFiles: directory', directory);
  const files = imageFiles(directory);
  const corrupt: CorruptFile[] = [];
  for (const file of files) {
    const error = await decodeError(file);
    if (!error) continue;
    const place = error.byte === undefined ? {} : { byte: error.byte };
    corrupt.push({ file: relative(directory, file).split(sep).join('/'), reason: error.reason, ...place });
  }
  return { checked: files.length, corrupt };
}

async function decodeError(file: string): Promise<ImageFileError | undefined> {
  try {
    await decodeFile(file, true);
    return undefined;
  } catch (error) {
    if (error instanceof ImageFileError) return error;
    throw error;
  }
}
