import type { NdArray } from '../data';
import type { Pixels } from './bitmap';
import { Chart } from './chart';
import { drawGrid } from './grid';
import { drawRows } from './shades';

/** What `images` takes besides the images. */
export interface ImageOptions {
  /** One a picture, written below it. Default none. */
  labels?: ArrayLike<string | number>;
  /** Pictures in a row. Default 8. */
  columns?: number;
  /** Values shown as black and white. Default: the least and the greatest of all images. */
  range?: [number, number];
  /** Stands above the pictures. Default none. */
  title?: string;
}

/** More pictures than this are no overview; `takeRows` picks some. */
const MOST = 256;

/**
 * Shows images as a grid.
 *
 * @param array [images, height, width, channels], 1 channel or 3; at most 256 images.
 * @returns a chart that shows itself as the last value of a notebook cell; `chart.text` is for a terminal.
 * @throws RangeError when the shape is another, or the labels are not as many as the images.
 * @example
 * const stripes = datasets.gratings({ perClass: 2 });
 * plot.images(stripes.x, { labels: Array.from(stripes.y.values, (label) => stripes.classes[label]) });
 */
export function images(array: NdArray, options: ImageOptions = {}): Chart {
  const { columns = 8, title = '' } = options;
  check(array, columns, options.labels);
  const [count, height, width] = array.shape as [number, number, number, number];
  const [low, high] = options.range ?? extent(array.values);
  const pictures = split(array, low, high);
  const labels = pictures.map((_, i) => String(options.labels?.[i] ?? ''));
  const text = [...(title ? [title] : []), drawRows(pictures, labels, columns)].join('\n');
  const caption = `${count} ${count === 1 ? 'image' : 'images'} of ${height}x${width}, black at ${round(low)}, white at ${round(high)}.`;
  return new Chart({ text, caption, svg: () => drawGrid(pictures, { labels, columns, title }) });
}

function check({ shape }: NdArray, columns: number, labels: ArrayLike<unknown> | undefined): void {
  const [count = 0, , , channels] = shape;
  if (shape.length !== 4 || count < 1 || count > MOST || (channels !== 1 && channels !== 3))
    throw new RangeError(
      `array: expected shape [images, height, width, 1 or 3] with 1 to ${MOST} images, got [${shape.join(', ')}]; ` +
        'takeRows(array, [0, 1, …]) picks some',
    );
  if (!Number.isInteger(columns) || columns < 1)
    throw new RangeError(`columns: expected a whole number >= 1, got ${String(columns)}`);
  if (labels && labels.length !== count)
    throw new RangeError(`labels: expected one for each of the ${count} images, got ${labels.length}`);
}

function extent(values: Float32Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function split({ values, shape }: NdArray, low: number, high: number): Pixels[] {
  const [count, height, width, channels] = shape as [number, number, number, 1 | 3];
  const size = height * width * channels;
  const scale = high > low ? 255 / (high - low) : 0;
  return Array.from({ length: count }, (_, i) => ({
    values: Uint8ClampedArray.from(
      values.subarray(i * size, (i + 1) * size),
      (value) => (value - low) * scale,
    ),
    height,
    width,
    channels,
  }));
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
