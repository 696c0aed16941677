import { generator } from '../random';
import type { Dataset } from './ndarray';
import { shuffledImages } from './shuffled-images';

/**
 * Answer A's data: 32x32x3 images of independent pixels, whole numbers. Class 1 ("bright") draws from
 * [100, 255), class 0 ("dark") from [0, 100): the mean level alone gives the class away.
 *
 * @param options.seed whole number >= 0. Default 1.
 * @param options.perClass images of each class. Default 1000.
 * @returns x [2 * perClass, 32, 32, 3] in [0, 255), y [2 * perClass, 1], rows in random order.
 * @example
 * const { x, y, classes } = datasets.brightness({ seed: 1, perClass: 200 });
 */
export function brightness({ seed = 1, perClass = 1000 } = {}): Dataset {
  const draw = generator(seed);
  const size = 32 * 32 * 3;
  const values = new Float32Array(2 * perClass * size);
  for (let i = 0; i < values.length; i++)
    values[i] = i < perClass * size ? 100 + Math.floor(draw() * 155) : Math.floor(draw() * 100);
  const labels = Float32Array.from({ length: 2 * perClass }, (_, i) => (i < perClass ? 1 : 0));
  return shuffledImages({ values, side: 32, labels, classes: ['dark', 'bright'] }, draw);
}
