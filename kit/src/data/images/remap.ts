import { fromImages, type ImageLike, type SameImage } from './image';
import type { Pixels } from './pixels';

/** Maps each byte by itself, but for alpha, and gives the image back in the form of `like`. */
export function remap<X extends ImageLike>(
  { bytes, shape }: Pixels,
  like: X,
  map: (byte: number, channel: number) => number,
): SameImage<X> {
  const channels = shape[2];
  const isAlpha = (i: number) => channels === 4 && i % 4 === 3;
  const values = Float32Array.from(bytes, (byte, i) => (isAlpha(i) ? byte : map(byte, i % channels)));
  return fromImages(values, shape, like);
}
