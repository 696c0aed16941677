import { writeFile } from 'node:fs/promises';
import type { Image } from '../image';
import { decoder } from './sharp';

/** Writes an image of 1, 3 or 4 channels, values rounded to 0 … 255, as PNG. */
export async function writePng(file: string, { values, shape: [height, width, channels] }: Image) {
  const bytes = Buffer.from(Uint8ClampedArray.from(values).buffer);
  const image = decoder()(bytes, { raw: { width, height, channels: channels as 1 | 3 | 4 } });
  const colours = channels === 1 ? 'b-w' : 'srgb';
  await writeFile(file, await image.toColourspace(colours).png().toBuffer());
}
