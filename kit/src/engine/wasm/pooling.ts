import * as tf from '@tensorflow/tfjs';

/** Sizes, strides and padding of one pooling, as tfjs works them out. */
export type PoolInfo = tf.backend_util.Conv2DInfo;

type Shape4D = [number, number, number, number];

interface PoolAttributes {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Works out a pooling of x [B, H, W, C]. */
export function poolInfo(x: number[], attrs: PoolAttributes): PoolInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computePool2DInfo(x as Shape4D, filterSize, strides, 1, pad, dimRoundingMode);
}

/**
 * Visits every window: the place of its output pixel's first channel, and the places of its input
 * pixels' first channels in reading order, those in the padding left out. The array is used again.
 */
export function eachWindow(info: PoolInfo, visit: (cell: number, pixels: readonly number[]) => void): void {
  const { batchSize, outHeight, outWidth, outChannels } = info;
  const pixels: number[] = [];
  let cell = 0;
  for (let b = 0; b < batchSize; b++)
    for (let row = 0; row < outHeight; row++)
      for (let column = 0; column < outWidth; column++, cell += outChannels) {
        listPixels(pixels, info, b, row, column);
        visit(cell, pixels);
      }
}

function listPixels(pixels: number[], info: PoolInfo, b: number, row: number, column: number): void {
  const { inHeight, inWidth, inChannels, padInfo, filterHeight, filterWidth } = info;
  const top = row * info.strideHeight - padInfo.top;
  const left = column * info.strideWidth - padInfo.left;
  const bottom = Math.min(inHeight, top + filterHeight);
  const right = Math.min(inWidth, left + filterWidth);
  pixels.length = 0;
  for (let i = Math.max(0, top); i < bottom; i++)
    for (let j = Math.max(0, left); j < right; j++)
      pixels.push(((b * inHeight + i) * inWidth + j) * inChannels);
}

/** Whether the windows are whole, 2x2, side by side, and channels in fours: what nearly every network uses. */
export function inQuarters(info: PoolInfo): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo, outHeight, outWidth } = info;
  const twos = [filterHeight, filterWidth, strideHeight, strideWidth].every((n) => n === 2);
  const unpadded = padInfo.top + padInfo.bottom + padInfo.left + padInfo.right === 0;
  const whole = 2 * outHeight <= info.inHeight && 2 * outWidth <= info.inWidth;
  return twos && unpadded && whole && info.inChannels % 4 === 0;
}

/** Visits every row of such windows: the bytes before its first input pixel, and before its first output. */
export function eachRow(info: PoolInfo, visit: (corner: number, cells: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const pixel = 4 * inChannels;
  for (let b = 0; b < batchSize; b++)
    for (let row = 0; row < outHeight; row++)
      visit((b * inHeight + 2 * row) * inWidth * pixel, (b * outHeight + row) * outWidth * pixel);
}
