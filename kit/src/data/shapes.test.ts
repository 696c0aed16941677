import { createHash } from 'node:crypto';
import { levels } from './levels';
import type { Dataset } from './ndarray';
import { SHAPE_NAMES, type Shape, shapes } from './shapes';
import { spots } from './spots';

function checksum({ x, y }: Dataset): string {
  const hash = createHash('sha256');
  for (const { values } of [x, y])
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return hash.digest('hex').slice(0, 16);
}

const sets = [
  ['shapes', shapes, 'e7748bd377d22a5c'],
  ['spots', spots, '93df26178e00f9b3'],
  ['levels', levels, '77e4a15083406682'],
] as const;

test.each(sets)(
  '%s has not drifted from the data that lessons are calibrated on',
  (_name, make, expected) => {
    expect(checksum(make())).toBe(expected);
  },
);

test.each([
  ['shapes', (seed: number) => shapes({ seed, perClass: 3 })],
  ['spots', (seed: number) => spots({ seed, counts: [3, 3] })],
  ['levels', (seed: number) => levels({ seed, counts: [3, 3] })],
])('%s follows its seed alone', (_name, make) => {
  expect(make(7)).toEqual(make(7));
  expect(make(7).x).not.toEqual(make(8).x);
});

test.each(sets)('%s holds values from 0 to 255', (_name, make) => {
  const { values } = make().x;
  expect(values.every((value) => value >= 0 && value <= 255)).toBe(true);
});

/** Mean of the values of each image for which `isWanted` holds, by row and column. */
function means({ x }: Dataset, isWanted = (_row: number, _column: number) => true): number[] {
  const [count, height, width, channels] = x.shape as [number, number, number, number];
  const pixels = Array.from({ length: height * width }, (_, i) => i).filter((i) =>
    isWanted(Math.floor(i / width), i % width),
  );
  return Array.from({ length: count }, (_, image) => {
    const sum = pixels.reduce(
      (total, pixel) => total + x.values[(image * height * width + pixel) * channels]!,
      0,
    );
    return sum / pixels.length;
  });
}

function byClass({ y, classes }: Dataset, values: number[]): number[] {
  return classes.map((_, label) => {
    const own = values.filter((_value, i) => y.values[i] === label);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
}

test('shapes: the mean level says nothing about the class', () => {
  const data = shapes({ perClass: 200, noise: 0 });
  const levelsOfClasses = byClass(data, means(data));
  // The levels spread over 55 grey levels, the contrast over 40 more: means of 200 differ by 2 at one deviation.
  expect(Math.max(...levelsOfClasses) - Math.min(...levelsOfClasses)).toBeLessThan(8);
});

test('shapes: without noise each has two values a colour, as many pixels inside as the shape has', () => {
  const inside: Record<string, number> = {};
  for (const name of SHAPE_NAMES) {
    const { values } = shapes({ only: [name], perClass: 1, noise: 0, seed: 3 }).x;
    const colours = [...new Set(values)];
    expect(colours).toHaveLength(2);
    const counts = colours.map((colour) => values.filter((value) => value === colour).length / 3);
    inside[name] = Math.min(...counts);
  }
  for (const name of SHAPE_NAMES) expect(inside[name]).toBeGreaterThan(15);
  expect(inside.disc).toBeGreaterThan(inside.ring!);
});

test('shapes: labels count in the order of `only`, and unshuffled rows are sorted by them', () => {
  const only: Shape[] = ['ring', 'disc'];
  const { y, classes } = shapes({ only, perClass: 2, shuffle: false });
  expect([classes, [...y.values]]).toEqual([only, [0, 0, 1, 1]]);
  expect([...shapes({ only, perClass: 30 }).y.values]).not.toEqual(
    [...shapes({ only, perClass: 30 }).y.values].sort(),
  );
});

test.each([[[]], [['disc', 'disc']], [['square']]])('shapes: only %j is refused by name', (only) => {
  expect(() => shapes({ only: only as Shape[] })).toThrow(
    'shapes: only: expected one or more different ones of disc, plus, ring, triangle, ex, got [',
  );
});

test('spots: the contrast of the disc is what the classes differ by, and its deviation what they share', () => {
  const data = spots({ counts: [300, 300], noise: 0 });
  const outside = means(data, (row, column) => row < 2 && column < 2);
  const middle = means(data, (row, column) => row > 4 && row < 7 && column > 4 && column < 7);
  const contrast = middle.map((value, i) => value - outside[i]!);
  const [none, some] = byClass(data, contrast) as [number, number];
  // Means of 300 numbers of deviation 20 differ by 1.2 at one standard deviation.
  expect(Math.abs(none)).toBeLessThan(5);
  expect(Math.abs(some - 36)).toBeLessThan(5);
  const first = contrast.filter((_, i) => data.y.values[i] === 0);
  const deviation = Math.sqrt(first.reduce((sum, value) => sum + (value - none) ** 2, 0) / 300);
  expect(Math.abs(deviation - 20)).toBeLessThan(4);
});

test('levels: the level is the class', () => {
  const data = levels({ counts: [300, 100] });
  const [dark, light] = byClass(data, means(data)) as [number, number];
  expect(Math.abs(dark - 110)).toBeLessThan(4);
  expect(Math.abs(light - 150)).toBeLessThan(6);
});

test.each([
  ['spots', spots],
  ['levels', levels],
])('%s: counts and means belong together', (name, make) => {
  const { y } = make({ counts: [5, 2] });
  expect([...y.values].sort()).toEqual([0, 0, 0, 0, 0, 1, 1]);
  expect(() => make({ counts: [1, 2, 3] })).toThrow(
    `${name}: means: expected one for each of 3 counts, got [`,
  );
});
