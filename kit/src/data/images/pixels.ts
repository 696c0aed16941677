import { describe } from '../form';
import type { ImageShape } from './image';

/** One image in bytes, row-major, channels last. */
export interface Pixels {
  bytes: Uint8Array;
  shape: ImageShape;
}

/** Part of an image: from left and top (inclusive) to right and bottom (exclusive), in pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** How colours are read from a file. */
export type ColorMode = 'rgb' | 'rgba' | 'grayscale';

/** How many channels each has. */
export const CHANNELS: Record<ColorMode, number> = { rgb: 3, rgba: 4, grayscale: 1 };

/** Refuses what is no color mode, beginning the error with `name`. */
export function checkColorMode(name: string, given: unknown): void {
  if (typeof given === 'string' && Object.hasOwn(CHANNELS, given)) return;
  throw new RangeError(`${name}: colorMode: expected "rgb", "rgba" or "grayscale", got ${describe(given)}`);
}

/** Pillow's grey of a colour (ITU-R 601-2), rounded. */
export function luma(red: number, green: number, blue: number): number {
  return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
}

/** Turns three or four channels into those wanted: alpha is dropped, or added as 255. */
export function inColorMode(pixels: Pixels, mode: ColorMode): Pixels {
  const [height, width, from] = pixels.shape;
  const to = CHANNELS[mode];
  if (from === to) return pixels;
  const bytes = new Uint8Array(height * width * to).fill(255);
  const read = pixels.bytes;
  for (let at = 0, into = 0; into < bytes.length; at += from, into += to) {
    const [red, green, blue] = [read[at]!, read[at + 1]!, read[at + 2]!];
    bytes[into] = to === 1 ? luma(red, green, blue) : red;
    if (to === 1) continue;
    bytes[into + 1] = green;
    bytes[into + 2] = blue;
  }
  return { bytes, shape: [height, width, to] };
}
