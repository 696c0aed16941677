import type { Simd } from './simd';

/** Images [B, height, width, channels] in the heap. */
export interface Images {
  /** Address in bytes. */
  at: number;
  height: number;
  width: number;
  channels: number;
}

/** Where a strip of rows is cut from an image, and how wide it is. */
export interface Cut {
  image: number;
  /** First row; those outside of the image are zeros. */
  top: number;
  rows: number;
  /** Columns of zeros before the image's first. */
  left: number;
  /** Columns of the strip. */
  width: number;
}

/** Writes rows of an image at the address `to`, into a strip whose columns beside the image are zeros already. */
export function cutStrip(vector: Simd, heap: Float32Array, images: Images, cut: Cut, to: number): void {
  const { height, width, channels } = images;
  const line = cut.width * channels;
  const first = Math.min(cut.rows, Math.max(0, -cut.top));
  const end = Math.max(first, Math.min(cut.rows, height - cut.top));
  const start = to / 4;
  if (first > 0) heap.fill(0, start, start + first * line);
  if (end < cut.rows) heap.fill(0, start + end * line, start + cut.rows * line);
  const from = images.at + 4 * (cut.image * height + cut.top + first) * width * channels;
  const bytes = 4 * Math.min(width, cut.width - cut.left) * channels;
  const left = to + 4 * (first * line + cut.left * channels);
  vector.copyRows(from, 4 * width * channels, left, 4 * line, bytes, end - first);
}
