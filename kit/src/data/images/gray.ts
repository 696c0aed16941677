import { type Image, type ImageLike, toImage } from './image';
import { luma, type Pixels } from './pixels';

/** Weights of OpenCV's `COLOR_RGB2GRAY`, and the same in its fixed point of 15 digits. */
const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114];
const [FIXED_RED, FIXED_GREEN, FIXED_BLUE, HALF, DIGITS] = [9798, 19235, 3735, 1 << 14, 15];

/** One grey value a pixel, row-major. */
export interface Gray<Values extends ArrayLike<number>> {
  values: Values;
  height: number;
  width: number;
}

/** Greys as OpenCV: of whole numbers from 0 to 255 rounded to whole numbers, otherwise in single precision. */
export function toGray(image: Image): Gray<Float32Array> {
  const [height, width, channels] = image.shape;
  if (channels === 1) return { values: image.values, height, width };
  const isBytes = image.values.every((value) => Number.isInteger(value) && value >= 0 && value <= 255);
  const gray = (red: number, green: number, blue: number) =>
    isBytes
      ? (red * FIXED_RED + green * FIXED_GREEN + blue * FIXED_BLUE + HALF) >> DIGITS
      : red * RED + green * GREEN + blue * BLUE;
  return { values: Float32Array.from(overPixels(image.values, channels, gray)), height, width };
}

/** Greys as Pillow. */
export function toLuma({ bytes, shape: [height, width, channels] }: Pixels): Gray<Uint8Array> {
  if (channels === 1) return { values: bytes, height, width };
  return { values: Uint8Array.from(overPixels(bytes, channels, luma)), height, width };
}

/**
 * Reads an image of 1, 3 or 4 channels.
 *
 * @throws RangeError when it has another number.
 */
export function toPicture(name: string, x: ImageLike): Image {
  const image = toImage(name, x);
  const channels = image.shape[2];
  if (channels === 1 || channels === 3 || channels === 4) return image;
  throw new RangeError(`${name}: expected 1 (grey), 3 (RGB) or 4 (RGBA) channels, got ${channels}`);
}

/**
 * Reads an image of whole numbers from 0 to 255, as a file gives them; fractions are rounded.
 *
 * @throws RangeError when a value is outside, or they look like values from 0 to 1.
 */
export function toPixels(name: string, x: ImageLike): Pixels {
  const { values, shape } = toPicture(name, x);
  const at = values.findIndex((value) => value < 0 || value > 255);
  if (at >= 0)
    throw new RangeError(`${name}: expected values from 0 to 255, got ${values[at]} at value ${at}`);
  const isUnit = values.every((value) => value <= 1) && values.some((value) => !Number.isInteger(value));
  if (isUnit)
    throw new RangeError(
      `${name}: expected values from 0 to 255, got values from 0 to 1; multiply by 255 first`,
    );
  return { bytes: Uint8Array.from(values, Math.round), shape };
}

function* overPixels(
  values: ArrayLike<number>,
  channels: number,
  gray: (red: number, green: number, blue: number) => number,
): Generator<number> {
  for (let i = 0; i < values.length; i += channels) yield gray(values[i]!, values[i + 1]!, values[i + 2]!);
}
