import type { ImageShape } from './image';

/** Mirrors left and right, in place. */
export function flipHorizontal(values: Float32Array, [height, width, channels]: ImageShape): void {
  for (let i = 0; i < height; i++)
    for (let left = 0, right = width - 1; left < right; left++, right--)
      swap(values, (i * width + left) * channels, (i * width + right) * channels, channels);
}

/** Mirrors top and bottom, in place. */
export function flipVertical(values: Float32Array, [height, width, channels]: ImageShape): void {
  const row = width * channels;
  for (let top = 0, bottom = height - 1; top < bottom; top++, bottom--)
    swap(values, top * row, bottom * row, row);
}

function swap(values: Float32Array, a: number, b: number, length: number): void {
  for (let k = 0; k < length; k++) {
    const value = values[a + k]!;
    values[a + k] = values[b + k]!;
    values[b + k] = value;
  }
}
