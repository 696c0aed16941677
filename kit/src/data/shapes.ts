import { type Generator, generator, normal, permutation } from '../random';
import { type Dataset, takeRows } from './ndarray';

const SIDE = 16;

/** Whether a point, at (x, y) from the middle and y downwards, lies in a shape of radius r. */
const SHAPES = {
  disc: (x, y, r) => distance(x, y) <= r,
  plus: (x, y, r) => Math.min(Math.abs(x), Math.abs(y)) <= r / 4 && Math.max(Math.abs(x), Math.abs(y)) <= r,
  ring: (x, y, r) => Math.abs(distance(x, y) - 0.8 * r) <= 0.25 * r,
  triangle: (x, y, r) => Math.abs(y) <= r && Math.abs(x) <= (y + r) / 2,
  ex: (x, y, r) =>
    Math.abs(Math.abs(x) - Math.abs(y)) <= r / 3 && Math.max(Math.abs(x), Math.abs(y)) <= 0.8 * r,
} satisfies Record<string, (x: number, y: number, r: number) => boolean>;

/** Name of a shape in `shapes`. */
export type Shape = keyof typeof SHAPES;

/** Every shape, in the order of the labels. */
export const SHAPE_NAMES = Object.keys(SHAPES) as Shape[];

/**
 * Shapes: 16x16x3 images of a disc, a plus, a ring, a triangle or an ex, of random place, size and contrast
 * (lighter or darker than what is around it) on a random level, plus noise: brightness says nothing about the
 * class.
 *
 * @param options.seed whole number >= 0. Default 1.
 * @param options.perClass images of each class. Default 100.
 * @param options.only the shapes to draw; labels count in this order. Default all five.
 * @param options.noise standard deviation per value, in grey levels. Default 15.
 * @param options.shuffle false leaves the rows sorted by class. Default true.
 * @returns x [images, 16, 16, 3] in [0, 255], y [images, 1], rows in random order.
 * @throws RangeError when `only` names something else than shapes, or one twice.
 * @example
 * const { x, y, classes } = datasets.shapes({ only: ['disc', 'ring'], perClass: 50 });
 */
export function shapes({
  seed = 1,
  perClass = 100,
  only = SHAPE_NAMES,
  noise = 15,
  shuffle = true,
}: {
  seed?: number;
  perClass?: number;
  only?: readonly Shape[];
  noise?: number;
  shuffle?: boolean;
} = {}): Dataset {
  checkOnly(only);
  const draw = generator(seed);
  const size = SIDE * SIDE * 3;
  const count = only.length * perClass;
  const values = new Float32Array(count * size);
  for (let i = 0; i < count; i++) values.set(image(only[Math.floor(i / perClass)]!, noise, draw), i * size);
  const labels = Float32Array.from({ length: count }, (_, i) => Math.floor(i / perClass));
  const rows = shuffle ? permutation(count, draw) : [...labels.keys()];
  return {
    x: takeRows({ values, shape: [count, SIDE, SIDE, 3] }, rows),
    y: takeRows({ values: labels, shape: [count, 1] }, rows),
    classes: [...only],
  };
}

function distance(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

function image(shape: Shape, noise: number, draw: Generator): Float32Array {
  const pixels = new Float32Array(SIDE * SIDE * 3);
  const between = (low: number, high: number) => low + (high - low) * draw();
  const level = between(100, 155);
  const contrast = between(40, 80) * (draw() < 0.5 ? -1 : 1);
  const radius = between(4, 6);
  const [row, column] = [between(6, 9), between(6, 9)];
  const isIn = SHAPES[shape];
  for (let i = 0; i < pixels.length; i++) {
    const pixel = Math.floor(i / 3);
    const isInside = isIn((pixel % SIDE) - column, Math.floor(pixel / SIDE) - row, radius);
    const value = level + (isInside ? contrast : 0) + noise * normal(draw);
    pixels[i] = Math.min(255, Math.max(0, value));
  }
  return pixels;
}

function checkOnly(only: readonly Shape[]): void {
  const wrong = only.find((name, i) => !Object.hasOwn(SHAPES, name) || only.indexOf(name) < i);
  if (wrong === undefined && only.length > 0) return;
  throw new RangeError(
    `shapes: only: expected one or more different ones of ${SHAPE_NAMES.join(', ')}, got [${only.join(', ')}]`,
  );
}
