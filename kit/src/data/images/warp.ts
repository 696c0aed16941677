import type { AffineMatrix } from './affine-matrix';
import { BORDERS, EXTENSIONS, type FillMode, OUTSIDE } from './fill-mode';
import type { Image } from './image';

/** How to read an image between and outside its pixels. */
export interface WarpOptions {
  fillMode: FillMode;
  cval: number;
  /** 1 for bilinear, 0 for the nearest pixel. */
  interpolationOrder: 0 | 1;
}

/**
 * Draws an image at other coordinates, channel by channel alike: SciPy 1.13's `ndimage.affine_transform` of
 * order 0 or 1, in double precision until the result is stored.
 *
 * @param into where the result goes, of the same length; not the image itself.
 */
export function warp(image: Image, matrix: AffineMatrix, options: WarpOptions, into: Float32Array): void {
  const draw = options.interpolationOrder === 0 ? drawNearest : drawBilinear;
  draw(image, matrix, options, into);
}

function drawNearest(
  { values, shape: [height, width, channels] }: Image,
  matrix: AffineMatrix,
  { fillMode, cval }: WarpOptions,
  into: Float32Array,
): void {
  const extend = EXTENSIONS[fillMode];
  const border = BORDERS[fillMode];
  const { m00, m01, row0, m10, m11, column0 } = matrix;
  for (let i = 0, to = 0; i < height; i++) {
    for (let j = 0; j < width; j++, to += channels) {
      const row = extend(m00 * i + m01 * j + row0, height);
      const column = extend(m10 * i + m11 * j + column0, width);
      if (row === OUTSIDE || column === OUTSIDE) {
        into.fill(cval, to, to + channels);
        continue;
      }
      const y = border(Math.floor(row + 0.5), height);
      const x = border(Math.floor(column + 0.5), width);
      const from = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) into[to + c] = values[from + c]!;
    }
  }
}

// One loop over all pixels: a call per pixel would cost more than the arithmetic.
function drawBilinear(
  { values, shape: [height, width, channels] }: Image,
  matrix: AffineMatrix,
  { fillMode, cval }: WarpOptions,
  into: Float32Array,
): void {
  const extend = EXTENSIONS[fillMode];
  const border = BORDERS[fillMode];
  const { m00, m01, row0, m10, m11, column0 } = matrix;
  const [lastRow, lastColumn] = [height - 1, width - 1];
  for (let i = 0, to = 0; i < height; i++) {
    for (let j = 0; j < width; j++, to += channels) {
      let row = m00 * i + m01 * j + row0;
      let column = m10 * i + m11 * j + column0;
      if (!(row >= 0 && row <= lastRow)) row = extend(row, height);
      if (!(column >= 0 && column <= lastColumn)) column = extend(column, width);
      if (row === OUTSIDE || column === OUTSIDE) {
        for (let c = 0; c < channels; c++) into[to + c] = cval;
        continue;
      }
      let [top, left] = [Math.floor(row), Math.floor(column)];
      let [bottom, right] = [top + 1, left + 1];
      const [down, along] = [row - top, column - left];
      if (top < 0 || bottom > lastRow) [top, bottom] = [border(top, height), border(bottom, height)];
      if (left < 0 || right > lastColumn) [left, right] = [border(left, width), border(right, width)];
      const [up, back] = [1 - down, 1 - along];
      const a = (top * width + left) * channels;
      const b = (top * width + right) * channels;
      const d = (bottom * width + left) * channels;
      const e = (bottom * width + right) * channels;
      for (let c = 0; c < channels; c++)
        into[to + c] =
          values[a + c]! * up * back +
          values[b + c]! * up * along +
          values[d + c]! * down * back +
          values[e + c]! * down * along;
    }
  }
}
