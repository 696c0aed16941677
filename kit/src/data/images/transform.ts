import { affineMatrix } from './affine-matrix';
import { brightnessShift } from './brightness-shift';
import { channelShift } from './channel-shift';
import { flipHorizontal, flipVertical } from './flip';
import type { Image } from './image';
import type { TransformParameters } from './transform-parameters';
import { type WarpOptions, warp } from './warp';

/**
 * Keras 2.15's `apply_transform`: the affine map, then channel shift, flips and brightness.
 *
 * @param into where the result goes, of the image's length; not the image itself.
 */
export function transform(
  image: Image,
  parameters: TransformParameters,
  options: WarpOptions,
  into: Float32Array,
): void {
  const [height, width] = image.shape;
  const matrix = affineMatrix(parameters, height, width);
  if (matrix) warp(image, matrix, options, into);
  else into.set(image.values);
  const { channelShiftIntensity, brightness } = parameters;
  if (typeof channelShiftIntensity === 'number') channelShift(into, channelShiftIntensity);
  if (parameters.flipHorizontal) flipHorizontal(into, image.shape);
  if (parameters.flipVertical) flipVertical(into, image.shape);
  if (typeof brightness === 'number') brightnessShift(into, image.shape[2], brightness);
}
