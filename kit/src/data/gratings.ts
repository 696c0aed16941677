import { type Generator, generator, normal } from '../random';
import type { Dataset } from './ndarray';
import { shuffledImages } from './shuffled-images';

const SIDE = 16;

/**
 * Stripes: 16x16x3 images, class 0 horizontal, class 1 vertical. A sine of random phase and period on a
 * random mean level, plus noise: brightness says nothing about the class.
 *
 * @param options.seed whole number >= 0. Default 1.
 * @param options.perClass images of each class. Default 200.
 * @param options.amplitude of the stripes, in grey levels. Default 40.
 * @param options.noise standard deviation per value, in grey levels. Default 20.
 * @returns x [2 * perClass, 16, 16, 3] in [0, 255], y [2 * perClass, 1], rows in random order.
 * @example
 * const { x, y, classes } = datasets.gratings({ seed: 1 });
 */
export function gratings({ seed = 1, perClass = 200, amplitude = 40, noise = 20 } = {}): Dataset {
  const draw = generator(seed);
  const size = SIDE * SIDE * 3;
  const values = new Float32Array(2 * perClass * size);
  const labels = new Float32Array(2 * perClass);
  for (let i = 0; i < 2 * perClass; i++) {
    const vertical = i >= perClass;
    labels[i] = vertical ? 1 : 0;
    values.set(grating(vertical, amplitude, noise, draw), i * size);
  }
  return shuffledImages({ values, side: SIDE, labels, classes: ['horizontal', 'vertical'] }, draw);
}

function grating(vertical: boolean, amplitude: number, noise: number, draw: Generator): Float32Array {
  const image = new Float32Array(SIDE * SIDE * 3);
  const level = 80 + 95 * draw();
  const period = 3 + 3 * draw();
  const phase = 2 * Math.PI * draw();
  for (let i = 0; i < image.length; i++) {
    const pixel = Math.floor(i / 3);
    const along = vertical ? pixel % SIDE : Math.floor(pixel / SIDE);
    const wave = amplitude * Math.sin((2 * Math.PI * along) / period + phase);
    image[i] = Math.min(255, Math.max(0, level + wave + noise * normal(draw)));
  }
  return image;
}
