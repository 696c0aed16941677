import * as tf from '@tensorflow/tfjs';
import { expectClose } from '../../close.fixture';
import { ready } from '../../engine';
import type { NdArray } from '../ndarray';
import { adjustBrightness, adjustContrast } from './adjust-light';
import { autoContrast } from './auto-contrast';
import { blurScore } from './blur-score';
import { findDuplicates } from './duplicates';
import { differenceHash, hammingDistance, perceptualHash } from './image-hash';
import { reference, toArray } from './images.fixture';
import { brightnessScore, contrastScore } from './light-scores';

beforeAll(async () => {
  await ready();
});

const bytes = (base64: string) => Float32Array.from(Buffer.from(base64, 'base64'));

test.each(reference.quality)('scores and hashes as OpenCV, Pillow and ImageHash: $name', (example) => {
  const image = toArray(example.image);
  const unit = { ...image, values: image.values.map((value) => value / 255) };
  expectClose(blurScore(image), example.blur, 1e-12);
  // Grey values of fractions are single precision.
  expectClose(blurScore(unit), example.unitBlur, 1e-4, 1e-3);
  expectClose(brightnessScore(image), example.brightness, 1e-12);
  expectClose(contrastScore(image), example.contrast, 1e-9);
  expect(differenceHash(image)).toBe(example.difference);
  expect(perceptualHash(image)).toBe(example.perceptual);
});

const corrections = reference.quality.flatMap(({ name, image, corrected }) =>
  corrected.map((correction) => ({
    image,
    ...correction,
    name: `${correction.kind} ${correction.factor}, ${name}`,
  })),
);

test.each(corrections)('corrects as Pillow: $name', ({ kind, factor, image, values }) => {
  const before = toArray(image);
  const after =
    kind === 'brightness'
      ? adjustBrightness(before, factor)
      : kind === 'contrast'
        ? adjustContrast(before, factor)
        : autoContrast(before, { cutoff: factor });
  expect(after).toEqual({ shape: image.shape, values: bytes(values) });
  expect(before).toEqual(toArray(image));
});

test.each(reference.hashes)('copies are near and strangers far: $name', (example) => {
  const original = reference.hashes.find(({ name }) => name === 'itself')!.image;
  const [a, b] = [original, example.image].map(({ shape, bytes: base64 }) => ({
    shape,
    values: bytes(base64),
  }));
  expect(hammingDistance(differenceHash(a!), differenceHash(b!))).toBe(example.difference);
  expect(hammingDistance(perceptualHash(a!), perceptualHash(b!))).toBe(example.perceptual);
});

test('the examples of the docstrings', () => {
  const dot = [
    [[0], [0], [0]],
    [[0], [255], [0]],
    [[0], [0], [0]],
  ];
  expect(blurScore(dot)).toBeCloseTo(218355.556, 3);
  expect(brightnessScore([[[100], [200]]])).toBe(150);
  expect(contrastScore([[[100], [200]]])).toBe(50);
  expect(adjustBrightness([[[100], [200]]], 1.5)).toEqual([[[150], [255]]]);
  expect(adjustContrast([[[100], [200]]], 1.5)).toEqual([[[75], [225]]]);
  expect(autoContrast([[[100], [120], [150]]])).toEqual([[[0], [102], [255]]]);
  expect(differenceHash([[[0], [255]]])).toBe('7e7e7e7e7e7e7e7e');
  expect(hammingDistance('00ff', '00f0')).toBe(4);
});

test('tensors come back as tensors, and alpha stays', () => {
  const image = tf.tensor3d([[[10, 20, 30, 40]]]);
  const before = tf.memory().numTensors;
  const brighter = adjustBrightness(image, 2);
  expect(brighter.arraySync()).toEqual([[[20, 40, 60, 40]]]);
  brighter.dispose();
  expect(tf.memory().numTensors).toBe(before);
  image.dispose();
});

/** A stack of 12x12 images of one channel, each made by a function of the place. */
function stack(...images: ((i: number, j: number) => number)[]): NdArray {
  const values = images.flatMap((value) =>
    Array.from({ length: 144 }, (_, at) => value(Math.floor(at / 12), at % 12)),
  );
  return { values: Float32Array.from(values), shape: [images.length, 12, 12, 1] };
}

const waves = (i: number, j: number) => Math.round(127 + 60 * Math.sin(i / 2) + 60 * Math.cos(j));
const other = (i: number, j: number) => Math.round(127 + 100 * Math.sin((i * j) / 3));

test('copies are grouped, look-alikes are paired with their distance', () => {
  const darker = (i: number, j: number) => Math.round(0.9 * waves(i, j));
  const images = stack(waves, other, waves, darker, waves, other);
  const { exact, near } = findDuplicates(images);
  expect(exact).toEqual([
    [0, 2, 4],
    [1, 5],
  ]);
  expect(near.map(({ a, b }) => [a, b])).toEqual([[0, 3]]);
  expect(near[0]!.distance).toBeLessThanOrEqual(4);
  expect(findDuplicates(images, { hash: 'perceptual', maxDistance: 64 }).near).toHaveLength(3);
});

const unit = { values: Float32Array.of(0.1, 0.9), shape: [1, 2, 1] };

test.each([
  [
    'brightness of values from 0 to 1',
    () => brightnessScore(unit),
    'brightnessScore: image: expected values from 0 to 255, got values from 0 to 1; multiply by 255 first',
  ],
  [
    'contrast of negative values',
    () => contrastScore([[[-3]]]),
    'contrastScore: image: expected values from 0 to 255, got -3 at value 0',
  ],
  [
    'a hash of two channels',
    () => differenceHash([[[1, 2]]]),
    'differenceHash: image: expected 1 (grey), 3 (RGB) or 4 (RGBA) channels, got 2',
  ],
  [
    'a blur score of a stack',
    () => blurScore([[[[1]]]]),
    'blurScore: image: expected one image [height, width, channels]',
  ],
  [
    'a negative factor',
    () => adjustContrast([[[1]]], -1),
    'adjustContrast: factor: expected a number >= 0, got -1',
  ],
  [
    'a cutoff of half',
    () => autoContrast([[[1]]], { cutoff: 50 }),
    'autoContrast: cutoff: expected a percentage from 0 up to, but not, 50, got 50',
  ],
  [
    'hashes of two lengths',
    () => hammingDistance('00', '0'),
    'hammingDistance: expected two hashes of equal length, got "00" and "0"',
  ],
  [
    'another hash',
    () => findDuplicates([[[[1]]]], { hash: 'md5' as never }),
    'findDuplicates: hash: expected "difference" or "perceptual", got "md5"',
  ],
  [
    'too great a distance',
    () => findDuplicates([[[[1]]]], { maxDistance: 65 }),
    'findDuplicates: maxDistance: expected a whole number from 0 to 64, got 65',
  ],
])('%s is refused by name', (_what, act, message) => {
  expect(act).toThrow(message);
});
