import { blend } from './blend';
import { range } from './range';

/**
 * Multiplies the brightness in place, on whole numbers from 0 to 255: Keras' `apply_brightness_shift`, which
 * goes through Pillow. Values are rounded down; an image with a value below 0 or above 255 is first stretched
 * to 0 … 255, and back afterwards, which shifts what the factor acts on. Alpha is kept.
 *
 * So brightness before `rescale` is meant for values from 0 to 255: of an image in [0, 1] only the ones remain.
 *
 * @throws RangeError when there are other than 1, 3 or 4 channels: Pillow has no form for them.
 */
export function brightnessShift(values: Float32Array, channels: number, factor: number): void {
  if (channels !== 1 && channels !== 3 && channels !== 4)
    throw new RangeError(
      `ImageDataGenerator: brightness: expected images of 1, 3 or 4 channels, got ${channels}`,
    );
  const [lowest, highest] = range(values);
  const stretch = lowest < 0 || highest > 255;
  if (stretch) toBytes(values, lowest, highest);
  const scaled = Float32Array.from({ length: 256 }, (_, byte) => blend(0, byte, factor));
  for (let i = 0; i < values.length; i++) {
    const byte = Math.trunc(values[i]!);
    const isAlpha = channels === 4 && i % 4 === 3;
    values[i] = isAlpha ? byte : scaled[byte]!;
  }
  if (stretch) fromBytes(values, lowest, highest);
}

// Rounded after every step, as NumPy does in single precision: a byte is what is left of it.
function toBytes(values: Float32Array, lowest: number, highest: number): void {
  const span = Math.fround(highest - lowest);
  for (let i = 0; i < values.length; i++) {
    const share = span === 0 ? 0 : Math.fround(Math.fround(values[i]! - lowest) / span);
    values[i] = share * 255;
  }
}

function fromBytes(values: Float32Array, lowest: number, highest: number): void {
  const span = Math.fround(highest - lowest);
  for (let i = 0; i < values.length; i++)
    values[i] = Math.fround(Math.fround(values[i]! / 255) * span) + lowest;
}
