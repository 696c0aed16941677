import { readFile } from 'node:fs/promises';
import type { Pixels } from '../pixels';
import { checkStructure } from './check-structure';
import { ImageFileError } from './image-file-error';
import { decoder } from './sharp';

/**
 * Decodes a PNG or JPEG file to bytes, as Pillow does: colour profiles and the turn that a camera noted are not
 * followed, 16 bits a value are cut to 8, one channel becomes three. Pixels are the same as Pillow's to the last
 * bit, of a JPEG too.
 *
 * @param strict whether what libjpeg and libpng only warn about is an error.
 * @returns three channels, or four where there is transparency.
 * @throws ImageFileError naming the file and, where known, the byte.
 */
export async function decodeFile(file: string, strict = false): Promise<Pixels> {
  const bytes = await readBytes(file);
  checkStructure(bytes, file);
  try {
    const image = decoder()(bytes, { failOn: strict ? 'warning' : 'error', ignoreIcc: true });
    const { data, info } = await image.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    return { bytes: data, shape: [info.height, info.width, info.channels] };
  } catch (cause) {
    const why = (cause as Error).message.split('\n')[0];
    throw new ImageFileError(file, `cannot be decoded (${why}); fetch it again or remove it`);
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ImageFileError(file, code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`);
  }
}
