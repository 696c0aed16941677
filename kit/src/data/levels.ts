import { generator, normal } from '../random';
import type { Dataset } from './ndarray';
import { shuffledImages } from './shuffled-images';

const SIDE = 8;

/**
 * Levels: uniform 8x8x3 images, whose grey level is drawn from the class's own normal distribution, plus noise.
 * The level itself is the class: what a scaler fitted on the wrong rows does to it shows at once.
 *
 * @param options.seed whole number >= 0. Default 1.
 * @param options.counts images of each class. Default [200, 200].
 * @param options.means of the level of each class, in grey levels. Default [110, 150].
 * @param options.deviation of the level within a class, in grey levels. Default 12.
 * @param options.noise standard deviation per value, in grey levels. Default 15.
 * @returns x [images, 8, 8, 3] in [0, 255], y [images, 1], rows in random order.
 * @throws RangeError when there is not one mean for each count.
 * @example
 * const { x, y } = datasets.levels({ counts: [20, 180] });
 */
export function levels({
  seed = 1,
  counts = [200, 200],
  means = [110, 150],
  deviation = 12,
  noise = 15,
}: {
  seed?: number;
  counts?: readonly number[];
  means?: readonly number[];
  deviation?: number;
  noise?: number;
} = {}): Dataset {
  if (means.length !== counts.length)
    throw new RangeError(`levels: means: expected one for each of ${counts.length} counts, got [${means}]`);
  const draw = generator(seed);
  const size = SIDE * SIDE * 3;
  const labels = Float32Array.from(counts.flatMap((count, label) => new Array<number>(count).fill(label)));
  const values = new Float32Array(labels.length * size);
  labels.forEach((label, i) => {
    const level = means[label]! + deviation * normal(draw);
    for (let k = i * size; k < (i + 1) * size; k++)
      values[k] = Math.min(255, Math.max(0, level + noise * normal(draw)));
  });
  return shuffledImages({ values, side: SIDE, labels, classes: means.map((mean) => `level ${mean}`) }, draw);
}
