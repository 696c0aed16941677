import { type Generator, generator, normal } from '../random';
import type { Dataset } from './ndarray';
import { shuffledImages } from './shuffled-images';

const SIDE = 12;
const RADIUS = 3;
/** How far the brightness of the disc differs from what is around it, in grey levels. */
interface Contrast {
  mean: number;
  deviation: number;
}

/**
 * Spots: 12x12x3 images with a disc in the middle, lighter or darker than the random level around it by a
 * contrast drawn from the class's own normal distribution. The classes overlap, so that no network is right
 * always and a rare class really costs: of two classes apart by 36 with deviation 20, the best possible balanced
 * accuracy is 0.82.
 *
 * @param options.seed whole number >= 0. Default 1.
 * @param options.counts images of each class. Default [200, 200]; [380, 20] is 95 to 5.
 * @param options.means of the contrast of each class, in grey levels. Default [0, 36].
 * @param options.deviation of the contrast within a class, in grey levels. Default 20.
 * @param options.noise standard deviation per value, in grey levels. Default 10.
 * @returns x [images, 12, 12, 3] in [0, 255], y [images, 1], rows in random order.
 * @throws RangeError when there is not one mean for each count.
 * @example
 * const { x, y } = datasets.spots({ counts: [380, 20] });
 */
export function spots({
  seed = 1,
  counts = [200, 200],
  means = [0, 36],
  deviation = 20,
  noise = 10,
}: {
  seed?: number;
  counts?: readonly number[];
  means?: readonly number[];
  deviation?: number;
  noise?: number;
} = {}): Dataset {
  if (means.length !== counts.length)
    throw new RangeError(`spots: means: expected one for each of ${counts.length} counts, got [${means}]`);
  const draw = generator(seed);
  const size = SIDE * SIDE * 3;
  const labels = Float32Array.from(counts.flatMap((count, label) => new Array<number>(count).fill(label)));
  const values = new Float32Array(labels.length * size);
  labels.forEach((label, i) => {
    values.set(spot({ mean: means[label]!, deviation }, noise, draw), i * size);
  });
  return shuffledImages(
    { values, side: SIDE, labels, classes: means.map((mean) => `contrast ${mean}`) },
    draw,
  );
}

function spot({ mean, deviation }: Contrast, noise: number, draw: Generator): Float32Array {
  const image = new Float32Array(SIDE * SIDE * 3);
  const level = 80 + 60 * draw();
  const contrast = mean + deviation * normal(draw);
  const middle = (SIDE - 1) / 2;
  for (let i = 0; i < image.length; i++) {
    const pixel = Math.floor(i / 3);
    const [x, y] = [(pixel % SIDE) - middle, Math.floor(pixel / SIDE) - middle];
    const isInside = x * x + y * y <= RADIUS * RADIUS;
    const value = level + (isInside ? contrast : 0) + noise * normal(draw);
    image[i] = Math.min(255, Math.max(0, value));
  }
  return image;
}
