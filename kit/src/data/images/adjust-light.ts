import { blend } from './blend';
import { toPixels } from './gray';
import type { ImageLike, SameImage } from './image';
import { moments } from './light-scores';
import type { Pixels } from './pixels';
import { remap } from './remap';

/**
 * Multiplies the brightness: Pillow's `ImageEnhance.Brightness`. Values are whole numbers, cut at 255.
 *
 * @param image [height, width, channels] of 1, 3 or 4 channels, values from 0 to 255; alpha is kept.
 * @param factor 0 is black, 1 the image, 2 twice as bright.
 * @returns a new image in the form of `image`; a tensor (float32) is the caller's to dispose.
 * @example
 * adjustBrightness([[[100], [200]]], 1.5); // [[[150], [255]]]
 */
export function adjustBrightness<X extends ImageLike>(image: X, factor: number): SameImage<X> {
  const pixels = checked('adjustBrightness', image, factor);
  return remap(pixels, image, (byte) => blend(0, byte, factor));
}

/**
 * Multiplies the distance from the mean grey: Pillow's `ImageEnhance.Contrast`. Values are whole numbers, cut at
 * 0 and 255.
 *
 * @param image [height, width, channels] of 1, 3 or 4 channels, values from 0 to 255; alpha is kept.
 * @param factor 0 is uniform grey, 1 the image, 2 twice the contrast.
 * @returns a new image in the form of `image`; a tensor (float32) is the caller's to dispose.
 * @example
 * adjustContrast([[[100], [200]]], 1.5); // [[[75], [225]]]
 */
export function adjustContrast<X extends ImageLike>(image: X, factor: number): SameImage<X> {
  const pixels = checked('adjustContrast', image, factor);
  const mean = Math.trunc(moments(pixels).mean + 0.5);
  return remap(pixels, image, (byte) => blend(mean, byte, factor));
}

function checked(name: string, image: ImageLike, factor: number): Pixels {
  if (Number.isFinite(factor) && factor >= 0) return toPixels(`${name}: image`, image);
  throw new RangeError(`${name}: factor: expected a number >= 0, got ${String(factor)}`);
}
