import { ImageFileError } from './image-file-error';
import { checkJpeg } from './jpeg-structure';
import { checkPng } from './png-structure';

/** How other formats begin that lie in folders of images under a wrong name. */
const FOREIGN: [start: string, format: string][] = [
  ['GIF8', 'a GIF'],
  ['BM', 'a BMP'],
  ['RIFF', 'a WebP'],
  ['II*\0', 'a TIFF'],
  ['MM\0*', 'a TIFF'],
  ['%PDF', 'a PDF'],
  ['PK', 'a ZIP archive'],
  ['<', 'HTML, XML or SVG'],
];

/**
 * Walks the parts of a PNG or JPEG file, which a decoder may not: some show what there is of a file that is cut.
 * The content tells the format, not the name.
 *
 * @throws ImageFileError with the byte where it is truncated, damaged or of another format.
 */
export function checkStructure(bytes: Uint8Array, file: string): void {
  if (bytes.length === 0) throw new ImageFileError(file, 'the file is empty, expected PNG or JPEG', 0);
  if (bytes[0] === 0x89) checkPng(bytes, file);
  else if (bytes[0] === 0xff) checkJpeg(bytes, file);
  else throw foreign(bytes, file);
}

function foreign(bytes: Uint8Array, file: string): ImageFileError {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  const format = FOREIGN.find(([prefix]) => start.startsWith(prefix))?.[1] ?? `byte ${bytes[0]}`;
  return new ImageFileError(file, `expected PNG or JPEG, got ${format}; convert or remove it`, 0);
}
