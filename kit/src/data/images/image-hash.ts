import { toLuma, toPixels } from './gray';
import type { ImageLike } from './image';
import type { Pixels } from './pixels';
import { resize } from './resize';

/** How to sum an image up in 64 bits: where brightness rises from left to right, or by its low frequencies. */
export type HashKind = 'difference' | 'perceptual';

/**
 * The difference hash of ImageHash 4.3 (`dhash`): whether brightness rises between neighbours, on 9x8 pixels.
 * Survives another size, compression and brightness; not a turn or a mirror.
 *
 * @param image [height, width, channels] of 1, 3 or 4 channels, values from 0 to 255.
 * @returns 64 bits as 16 hexadecimal digits.
 * @throws RangeError when values are outside 0 to 255, or look like values from 0 to 1.
 * @see Krawetz, "Kind of like that" (2013)
 * @example
 * differenceHash([[[0], [255]]]); // '7e7e7e7e7e7e7e7e'
 */
export function differenceHash(image: ImageLike): string {
  return hashPixels(toPixels('differenceHash: image', image), 'difference');
}

/**
 * The perceptual hash of ImageHash 4.3 (`phash`): which of the 64 lowest frequencies of 32x32 pixels are above
 * their median. Slower than the difference hash, and steadier against noise.
 *
 * @param image [height, width, channels] of 1, 3 or 4 channels, values from 0 to 255.
 * @returns 64 bits as 16 hexadecimal digits.
 * @throws RangeError when values are outside 0 to 255, or look like values from 0 to 1.
 * @see Krawetz, "Looks like it" (2011)
 * @example
 * hammingDistance(perceptualHash(photo), perceptualHash(smallerPhoto)); // 0 to about 6
 */
export function perceptualHash(image: ImageLike): string {
  return hashPixels(toPixels('perceptualHash: image', image), 'perceptual');
}

/** The 8 slowest cosines on 32 places. */
const WAVES = Array.from({ length: 8 }, (_, frequency) =>
  Array.from({ length: 32 }, (_value, at) => Math.cos((Math.PI * frequency * (2 * at + 1)) / 64)),
);

/**
 * How many bits of two hashes differ: 0 for look-alikes, about 32 for strangers.
 *
 * @throws RangeError when they are no hexadecimal digits, or of different lengths.
 * @example
 * hammingDistance('00ff', '00f0'); // 4
 */
export function hammingDistance(a: string, b: string): number {
  if (!/^[0-9a-f]+$/.test(a) || !/^[0-9a-f]+$/.test(b) || a.length !== b.length)
    throw new RangeError(`hammingDistance: expected two hashes of equal length, got "${a}" and "${b}"`);
  return Array.from(a, (digit, i) =>
    bitCount(Number.parseInt(digit, 16) ^ Number.parseInt(b[i]!, 16)),
  ).reduce((sum, bits) => sum + bits, 0);
}

/** Bits that are set in a 32-bit number. */
export function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** As `differenceHash` and `perceptualHash`. */
export function hashPixels(pixels: Pixels, kind: HashKind): string {
  return kind === 'difference' ? difference(pixels) : perceptual(pixels);
}

function difference(pixels: Pixels): string {
  const gray = small(pixels, 8, 9);
  const bits = Array.from({ length: 64 }, (_, i) => {
    const at = Math.floor(i / 8) * 9 + (i % 8);
    return gray[at + 1]! > gray[at]!;
  });
  return toHex(bits);
}

function perceptual(pixels: Pixels): string {
  const low = lowFrequencies(small(pixels, 32, 32));
  const sorted = [...low].sort((a, b) => a - b);
  const median = (sorted[31]! + sorted[32]!) / 2;
  return toHex(low.map((amount) => amount > median));
}

function small(pixels: Pixels, height: number, width: number): Uint8Array {
  const { values, height: rows, width: columns } = toLuma(pixels);
  return resize({ bytes: values, shape: [rows, columns, 1] }, [height, width], 'lanczos').bytes;
}

/** The first 8x8 coefficients of the cosine transform (DCT-II) of 32x32 values, in no unit. */
function lowFrequencies(values: Uint8Array): number[] {
  const rows = Array.from({ length: 8 * 32 }, (_, k) => {
    const [along, row] = [k % 8, Math.floor(k / 8)];
    return WAVES[along]!.reduce((sum, wave, j) => sum + wave * values[row * 32 + j]!, 0);
  });
  return Array.from({ length: 64 }, (_, k) => {
    const [down, along] = [Math.floor(k / 8), k % 8];
    const amount = WAVES[down]!.reduce((sum, wave, i) => sum + wave * rows[i * 8 + along]!, 0);
    // Where nothing is of a frequency, rounding must not decide.
    return Math.round(amount * 1e6);
  });
}

function toHex(bits: boolean[]): string {
  return bits
    .map((bit) => (bit ? '1' : '0'))
    .join('')
    .replace(/.{4}/g, (four) => Number.parseInt(four, 2).toString(16));
}
