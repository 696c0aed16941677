import type * as tf from '@tensorflow/tfjs';
import { describe, type ShapedArray } from '../form';
import { fromShaped, type Nested, toShaped } from '../shaped';

/** The type in which images leave, by the type that came in. */
export type SameImages<X> = X extends tf.Tensor
  ? X
  : X extends { values: infer V; shape: number[] }
    ? { values: V; shape: number[] }
    : X extends readonly (readonly (readonly ArrayLike<number>[])[])[]
      ? number[][][][]
      : number[][][];

/**
 * Gives each image mean 0 and standard deviation 1 over all its pixels and channels:
 * `(x - mean) / max(std, 1 / sqrt(pixels))`, as `tf.image.per_image_standardization` (TensorFlow 2.15).
 * Nothing is learned, so nothing can leak from the test images; but differences in brightness and contrast
 * between images are lost too. The lower bound keeps a uniform image at 0.
 *
 * @param images [height, width, channels] or [images, height, width, channels], in any range of values.
 * @returns new images in the form of `images`; a tensor (float32) is the caller's to dispose.
 * @throws RangeError when the shape is another or a side is 0.
 * @example
 * perImageStandardization([[[0], [2]]]); // [[[-1], [1]]]
 */
export function perImageStandardization<X extends Nested | ShapedArray | tf.Tensor>(
  images: X,
): SameImages<X> {
  const all = toShaped('perImageStandardization: images', images);
  const [height, width, channels] = all.shape.slice(-3);
  const pixels = height! * width! * channels!;
  if ((all.shape.length !== 3 && all.shape.length !== 4) || !(pixels > 0))
    throw new RangeError(
      `perImageStandardization: images: expected [height, width, channels] or [images, height, width, channels], got ${describe(images)}`,
    );
  for (let at = 0; at < all.values.length; at += pixels) standardize(all.values.subarray(at, at + pixels));
  return fromShaped(all) as SameImages<X>;
}

function standardize(image: Float64Array): void {
  const mean = image.reduce((sum, value) => sum + value, 0) / image.length;
  const variance = image.reduce((sum, value) => sum + (value - mean) ** 2, 0) / image.length;
  const divisor = Math.max(Math.sqrt(variance), 1 / Math.sqrt(image.length));
  for (let i = 0; i < image.length; i++) image[i] = (image[i]! - mean) / divisor;
}
