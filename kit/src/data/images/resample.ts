import type { Box, Pixels } from './pixels';
import type { ResampleFilter } from './resample-filters';

/** Fixed-point digits of Pillow's weights: 32 bits less those of a byte and two of headroom. */
const SCALE = 2 ** 22;

/** Which source pixels count towards a result pixel, and how much. */
interface Taps {
  first: number;
  weights: Float64Array;
}

/** Pillow's two passes, along the rows and then along the columns, rounded to bytes after each. */
export function resample(
  pixels: Pixels,
  height: number,
  width: number,
  filter: ResampleFilter,
  box: Box,
): Pixels {
  const [rows, columns] = pixels.shape;
  const along = width !== columns || box.left !== 0 || box.right !== columns;
  const down = height !== rows || box.top !== 0 || box.bottom !== rows;
  const wide = along ? resampleRows(pixels, taps(columns, box.left, box.right, width, filter)) : pixels;
  return down ? resampleColumns(wide, taps(rows, box.top, box.bottom, height, filter)) : wide;
}

function taps(length: number, start: number, end: number, count: number, filter: ResampleFilter): Taps[] {
  const scale = (end - start) / count;
  const stretch = Math.max(scale, 1);
  const support = filter.support * stretch;
  return Array.from({ length: count }, (_, i) => {
    const centre = start + (i + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const last = Math.min(length, Math.trunc(centre + support + 0.5));
    const raw = Float64Array.from({ length: last - first }, (_value, k) =>
      filter.weight((k + first - centre + 0.5) * (1 / stretch)),
    );
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { first, weights: raw.map((weight) => fixed(sum === 0 ? weight : weight / sum)) };
  });
}

function fixed(weight: number): number {
  return Math.trunc(weight * SCALE + (weight < 0 ? -0.5 : 0.5));
}

function resampleRows({ bytes, shape: [height, width, channels] }: Pixels, columns: Taps[]): Pixels {
  const result = new Uint8ClampedArray(height * columns.length * channels);
  let to = 0;
  for (let i = 0; i < height; i++)
    for (const { first, weights } of columns)
      for (let c = 0; c < channels; c++)
        result[to++] = weighted(bytes, (i * width + first) * channels + c, channels, weights);
  return { bytes: new Uint8Array(result.buffer), shape: [height, columns.length, channels] };
}

function resampleColumns({ bytes, shape: [, width, channels] }: Pixels, rows: Taps[]): Pixels {
  const row = width * channels;
  const result = new Uint8ClampedArray(rows.length * row);
  let to = 0;
  for (const { first, weights } of rows)
    for (let j = 0; j < row; j++) result[to++] = weighted(bytes, first * row + j, row, weights);
  return { bytes: new Uint8Array(result.buffer), shape: [rows.length, width, channels] };
}

function weighted(bytes: Uint8Array, from: number, step: number, weights: Float64Array): number {
  let sum = SCALE / 2;
  for (let k = 0; k < weights.length; k++) sum += bytes[from + k * step]! * weights[k]!;
  return Math.floor(sum / SCALE);
}
