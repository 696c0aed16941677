import { describe } from '../form';
import type { Box, Pixels } from './pixels';
import { resample } from './resample';
import { FILTERS } from './resample-filters';

/** How to read between the pixels of an image when its size changes, as Pillow names them. */
export type Interpolation = 'nearest' | keyof typeof FILTERS;

/** Refuses what is no interpolation, beginning the error with `name`. */
export function checkInterpolation(name: string, given: unknown): void {
  const known: unknown[] = ['nearest', ...Object.keys(FILTERS)];
  if (known.includes(given)) return;
  throw new RangeError(`${name}: interpolation: expected one of ${known.join(', ')}, got ${describe(given)}`);
}

/**
 * Resizes as Pillow's `Image.resize`, to the last bit. All but `'nearest'` take every pixel of the source into
 * account when an image becomes smaller.
 *
 * @param box the part of the source to take. Default all of it.
 */
export function resize(
  pixels: Pixels,
  [height, width]: readonly [number, number],
  interpolation: Interpolation,
  box: Box = { left: 0, top: 0, right: pixels.shape[1], bottom: pixels.shape[0] },
): Pixels {
  const [rows, columns, channels] = pixels.shape;
  const isWhole = box.left === 0 && box.top === 0 && box.right === columns && box.bottom === rows;
  if (isWhole && rows === height && columns === width) return pixels;
  if (interpolation === 'nearest') return nearest(pixels, height, width, box);
  const filter = FILTERS[interpolation];
  if (channels !== 4) return resample(pixels, height, width, filter, box);
  return divideByAlpha(resample(timesAlpha(pixels), height, width, filter, box));
}

/** Refuses what is no height and width, beginning the error with `name`. */
export function checkSize(name: string, targetSize: readonly unknown[]): void {
  if (targetSize.length === 2 && targetSize.every((side) => Number.isInteger(side) && (side as number) > 0))
    return;
  throw new RangeError(
    `${name}: targetSize: expected [height, width] in whole pixels, got ${describe(targetSize)}`,
  );
}

function nearest({ bytes, shape }: Pixels, height: number, width: number, box: Box): Pixels {
  const [, columns, channels] = shape;
  const fromRow = places(box.top, box.bottom, height);
  const fromColumn = places(box.left, box.right, width);
  const result = new Uint8Array(height * width * channels);
  for (let i = 0, to = 0; i < height; i++)
    for (let j = 0; j < width; j++, to += channels) {
      const from = (fromRow[i]! * columns + fromColumn[j]!) * channels;
      for (let c = 0; c < channels; c++) result[to + c] = bytes[from + c]!;
    }
  return { bytes: result, shape: [height, width, channels] };
}

/** Summed up step by step, as Pillow does: what rounding leaves decides between two pixels. */
function places(start: number, end: number, count: number): number[] {
  const step = (end - start) / count;
  const result: number[] = [];
  for (let i = 0, at = start + step * 0.5; i < count; i++, at += step) result.push(Math.floor(at));
  return result;
}

/** Colours weigh by their opacity; otherwise the colour of what is transparent would show at the edges. */
function timesAlpha({ bytes, shape }: Pixels): Pixels {
  const result = Uint8Array.from(bytes);
  for (let i = 0; i < result.length; i++) {
    if (i % 4 === 3) continue;
    const product = bytes[i]! * bytes[i - (i % 4) + 3]! + 128;
    result[i] = ((product >> 8) + product) >> 8;
  }
  return { bytes: result, shape };
}

function divideByAlpha({ bytes, shape }: Pixels): Pixels {
  const result = Uint8Array.from(bytes);
  for (let i = 0; i < result.length; i++) {
    const alpha = bytes[i - (i % 4) + 3]!;
    if (i % 4 === 3 || alpha === 0 || alpha === 255) continue;
    result[i] = Math.min(255, Math.trunc((255 * bytes[i]!) / alpha));
  }
  return { bytes: result, shape };
}
