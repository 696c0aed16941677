import { toPixels } from './gray';
import type { ImageLike, SameImage } from './image';
import type { Pixels } from './pixels';
import { remap } from './remap';

/**
 * Stretches each channel to 0 … 255: Pillow's `ImageOps.autocontrast`. Every image then has the same range, so a
 * difference in light between classes is gone; a channel of one value stays.
 *
 * @param image [height, width, channels] of 1, 3 or 4 channels, values from 0 to 255; alpha is kept.
 * @param options.cutoff percent of the values to ignore at either end, below 50. Default 0.
 * @returns a new image in the form of `image`; a tensor (float32) is the caller's to dispose.
 * @example
 * autoContrast([[[100], [120], [150]]]); // [[[0], [102], [255]]]
 */
export function autoContrast<X extends ImageLike>(
  image: X,
  { cutoff = 0 }: { cutoff?: number } = {},
): SameImage<X> {
  if (!(cutoff >= 0 && cutoff < 50))
    throw new RangeError(
      `autoContrast: cutoff: expected a percentage from 0 up to, but not, 50, got ${String(cutoff)}`,
    );
  const pixels = toPixels('autoContrast: image', image);
  const channels = pixels.shape[2];
  const maps = Array.from({ length: channels }, (_, channel) => stretch(pixels, channel, cutoff));
  return remap(pixels, image, (byte, channel) => maps[channel]!(byte));
}

function stretch({ bytes, shape }: Pixels, channel: number, cutoff: number): (byte: number) => number {
  const counts = new Array<number>(256).fill(0);
  for (let i = channel; i < bytes.length; i += shape[2]) counts[bytes[i]!]!++;
  const cut = Math.floor((shape[0] * shape[1] * cutoff) / 100);
  const lowest = firstAfter(cut, counts);
  const highest = 255 - firstAfter(cut, counts.toReversed());
  if (highest <= lowest) return (byte) => byte;
  const scale = 255 / (highest - lowest);
  const offset = -lowest * scale;
  return (byte) => Math.min(255, Math.max(0, Math.trunc(byte * scale + offset)));
}

/** The first value that is still there when `cut` pixels are taken away from the start. */
function firstAfter(cut: number, counts: number[]): number {
  let seen = 0;
  return counts.findIndex((count) => {
    seen += count;
    return seen > cut;
  });
}
