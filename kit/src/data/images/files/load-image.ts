import type { NdArray } from '../../ndarray';
import type { Image } from '../image';
import { type Box, type ColorMode, checkColorMode, inColorMode, type Pixels } from '../pixels';
import { checkInterpolation, checkSize, type Interpolation, resize } from '../resize';
import { decodeFile } from './decode';

/** How to read an image file, as Keras' `load_img`. */
export interface LoadOptions {
  /** [height, width] to resize to. Default the file's own. */
  targetSize?: readonly [number, number];
  /** `'rgb'`, `'rgba'` or `'grayscale'`: 3, 4 or 1 channels. Default `'rgb'`. */
  colorMode?: ColorMode;
  /** How to resize: `'nearest'`, `'bilinear'`, `'bicubic'`, `'lanczos'`, `'box'` or `'hamming'`. Default `'nearest'`. */
  interpolation?: Interpolation;
  /** Cut the middle out first, in the proportions of `targetSize`. Default false. */
  keepAspectRatio?: boolean;
}

/**
 * Reads a PNG or JPEG file: Keras' `load_img` and `img_to_array`.
 *
 * 16 bits a value are cut to 8; Keras keeps them in grayscale.
 *
 * @returns [height, width, channels], whole numbers from 0 to 255.
 * @throws ImageFileError naming the file and, where known, the byte.
 * @example
 * const image = await loadImage('dog.png', { targetSize: [64, 64], interpolation: 'bilinear' });
 */
export async function loadImage(file: string, options: LoadOptions = {}): Promise<NdArray> {
  checkInterpolation('loadImage', options.interpolation ?? 'nearest');
  checkColorMode('loadImage', options.colorMode ?? 'rgb');
  if (options.targetSize) checkSize('loadImage', options.targetSize);
  const { values, shape } = await loadPixels(file, options);
  return { values, shape: [...shape] };
}

/** As `loadImage`, in the kit's own form; the options are checked by the caller. */
export async function loadPixels(file: string, options: LoadOptions): Promise<Image> {
  const { targetSize, colorMode = 'rgb', interpolation = 'nearest', keepAspectRatio = false } = options;
  const pixels = inColorMode(await decodeFile(file), colorMode);
  const box = targetSize && keepAspectRatio ? middle(pixels, targetSize) : undefined;
  const sized = targetSize ? resize(pixels, targetSize, interpolation, box) : pixels;
  return { values: Float32Array.from(sized.bytes), shape: sized.shape };
}

/** The largest part in the proportions of the target, in the middle. */
function middle({ shape: [height, width] }: Pixels, [toHeight, toWidth]: readonly [number, number]): Box {
  const cropHeight = Math.min(height, Math.floor((width * toHeight) / toWidth));
  const cropWidth = Math.min(width, Math.floor((height * toWidth) / toHeight));
  const top = Math.floor((height - cropHeight) / 2);
  const left = Math.floor((width - cropWidth) / 2);
  return { top, left, bottom: top + cropHeight, right: left + cropWidth };
}
