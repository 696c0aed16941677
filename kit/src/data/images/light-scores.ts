import { toLuma, toPixels } from './gray';
import type { ImageLike } from './image';
import type { Pixels } from './pixels';

/**
 * How bright an image is: its mean grey, as Pillow's `ImageStat`.
 *
 * @param image [height, width, channels] of 1, 3 or 4 channels, values from 0 to 255.
 * @returns 0 (black) to 255 (white).
 * @throws RangeError when values are outside 0 to 255, or look like values from 0 to 1.
 * @example
 * brightnessScore([[[100], [200]]]); // 150
 */
export function brightnessScore(image: ImageLike): number {
  return moments(toPixels('brightnessScore: image', image)).mean;
}

/**
 * How much contrast an image has: the standard deviation of its grey, as Pillow's `ImageStat`.
 *
 * @param image [height, width, channels] of 1, 3 or 4 channels, values from 0 to 255.
 * @returns 0 (uniform) to 127.5 (half black, half white).
 * @throws RangeError when values are outside 0 to 255, or look like values from 0 to 1.
 * @example
 * contrastScore([[[100], [200]]]); // 50
 */
export function contrastScore(image: ImageLike): number {
  return moments(toPixels('contrastScore: image', image)).deviation;
}

/** Mean and population standard deviation of the grey. */
export function moments(pixels: Pixels): { mean: number; deviation: number } {
  const { values } = toLuma(pixels);
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const variance = (squares - (sum * sum) / values.length) / values.length;
  return { mean: sum / values.length, deviation: Math.sqrt(variance) };
}
