import { createHash } from 'node:crypto';
import type { Dataset } from './ndarray';
import { brightness, gratings, levels, shapes, spots } from './sets';

/** Of x and y as little-endian float32: lessons, claims and thresholds were measured on exactly these numbers. */
const CHECKSUMS = {
  brightness: '39dea45f804722a5e51390cdb8ff3e829dc25914f716dc88da25039c9f8f6cd8',
  gratings: 'ffc67945c225718128fe5c41f1c98353a77f08fc941791346fd3a29e9b370f43',
  levels: '77e4a150834066829351c46ef4c1734dc9b79c2c2fb863bc7d8da0bcc290daba',
  shapes: 'e7748bd377d22a5c927c45f10469ee19c61957e0e98ed9bf9a9a3d5d4f17dc37',
  spots: '93df26178e00f9b3ed1d309ee51e765283c9dd1ac109883ba0f1b9af75822e23',
};

function checksum({ x, y }: Dataset): string {
  const hash = createHash('sha256');
  for (const { values } of [x, y])
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return hash.digest('hex');
}

test.each([
  ['brightness', brightness({ seed: 1, perClass: 50 })],
  ['gratings', gratings({ seed: 1 })],
  ['levels', levels({ seed: 1 })],
  ['shapes', shapes({ seed: 1 })],
  ['spots', spots({ seed: 1 })],
] as const)('%s has not drifted from the data that the claims were measured on', (name, data) => {
  expect(checksum(data)).toBe(CHECKSUMS[name]);
});

test.each([
  ['brightness', brightness],
  ['gratings', gratings],
])('%s follows its seed alone', (_name, make) => {
  expect(make({ seed: 7, perClass: 5 })).toEqual(make({ seed: 7, perClass: 5 }));
  expect(make({ seed: 7, perClass: 5 }).x).not.toEqual(make({ seed: 8, perClass: 5 }).x);
});

test('brightness: every value says which class it is', () => {
  const { x, y } = brightness({ perClass: 5 });
  const bright = [...x.values].filter((_, i) => y.values[Math.floor(i / (32 * 32 * 3))] === 1);
  const dark = [...x.values].filter((_, i) => y.values[Math.floor(i / (32 * 32 * 3))] === 0);
  expect([Math.min(...bright), Math.max(...bright)]).toEqual([100, 254]);
  expect([Math.min(...dark), Math.max(...dark)]).toEqual([0, 99]);
});

test('gratings: the mean level says nothing about the class', () => {
  const means = meanLevels(gratings({ perClass: 200 }));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  // The levels spread over 95 grey levels: the means of 200 differ by 2.7 at one standard deviation.
  expect(Math.abs(mean(means[0]!) - mean(means[1]!))).toBeLessThan(9);
});

test('gratings: class 0 varies from row to row, class 1 from column to column', () => {
  const { x, y } = gratings({ perClass: 20 });
  for (let i = 0; i < 40; i++) {
    const image = x.values.subarray(i * 768, (i + 1) * 768);
    const byRow = spread(lineMeans(image, (pixel) => Math.floor(pixel / 16)));
    const byColumn = spread(lineMeans(image, (pixel) => pixel % 16));
    expect(byColumn > byRow).toBe(y.values[i] === 1);
  }
});

function meanLevels({ x, y }: Dataset): [number[], number[]] {
  const levels: [number[], number[]] = [[], []];
  const size = x.values.length / y.values.length;
  y.values.forEach((label, i) => {
    const image = x.values.subarray(i * size, (i + 1) * size);
    levels[label as 0 | 1].push(image.reduce((sum, value) => sum + value, 0) / size);
  });
  return levels;
}

function lineMeans(image: Float32Array, lineOf: (pixel: number) => number): number[] {
  const sums = Array.from({ length: 16 }, () => 0);
  image.forEach((value, i) => {
    sums[lineOf(Math.floor(i / 3))]! += value / 48;
  });
  return sums;
}

function spread(values: number[]): number {
  return Math.max(...values) - Math.min(...values);
}
