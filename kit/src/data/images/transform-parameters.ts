import type { GeneratorOptions } from './generator-options';
import type { ImageShape } from './image';
import type { ImageDraws } from './image-draws';

/** What Keras' `get_random_transform` returns, by the same names. What is absent changes nothing. */
export interface TransformParameters {
  /** Rotation in degrees, anticlockwise on the screen. Default 0. */
  theta?: number;
  /** Pixels that the content moves to the left. Drawn from `heightShiftRange`, as in Keras 2.15. Default 0. */
  tx?: number;
  /** Pixels that the content moves up. Drawn from `widthShiftRange`, as in Keras 2.15. Default 0. */
  ty?: number;
  /** Shear angle in degrees. Default 0. */
  shear?: number;
  /** Zoom along the width: below 1 enlarges. Default 1. */
  zx?: number;
  /** Zoom along the height: below 1 enlarges. Default 1. */
  zy?: number;
  /** Mirror left and right. Default false. */
  flipHorizontal?: boolean;
  /** Mirror top and bottom. Default false. */
  flipVertical?: boolean;
  /** Added to every value, clipped to the range of the image; null or absent for none. */
  channelShiftIntensity?: number | null;
  /** Factor of the brightness: 0 is black, 1 leaves the image (rounded down to whole numbers); null or absent for none. */
  brightness?: number | null;
}

/** Draws the parameters of one image, in the order in which Keras 2.15 draws them. */
export function drawParameters(
  options: GeneratorOptions,
  [height, width]: ImageShape,
  draws: ImageDraws,
): Required<TransformParameters> {
  const around = (range: number) => (range === 0 ? 0 : draws.uniform(-range, range));
  const [closest, farthest] = options.zoomRange;
  const zoom = () => (closest === 1 && farthest === 1 ? 1 : draws.uniform(closest, farthest));
  return {
    theta: around(options.rotationRange),
    tx: drawShift(options.heightShiftRange, height, draws),
    ty: drawShift(options.widthShiftRange, width, draws),
    shear: around(options.shearRange),
    zx: zoom(),
    zy: zoom(),
    // Drawn also where no flip is asked for.
    flipHorizontal: draws.chance() && options.horizontalFlip,
    flipVertical: draws.chance() && options.verticalFlip,
    channelShiftIntensity: options.channelShiftRange === 0 ? null : around(options.channelShiftRange),
    brightness: options.brightnessRange && draws.uniform(...options.brightnessRange),
  };
}

function drawShift(range: number | readonly number[], side: number, draws: ImageDraws): number {
  if (range === 0) return 0;
  const isFraction = typeof range === 'number' ? range < 1 : Math.max(...range) < 1;
  const pixels = isFraction ? side : 1;
  // Adding zero leaves no negative zero.
  if (typeof range !== 'number') return draws.pick(range) * draws.pick([-1, 1]) * pixels + 0;
  if (Number.isInteger(range)) return draws.below(range) * draws.pick([-1, 1]) + 0;
  return draws.uniform(-range, range) * pixels;
}
