import { describe } from '../form';
import { toPixels } from './gray';
import { type ImageLike, type ImageStack, imageAt, toImageStack } from './image';
import { bitCount, type HashKind, hashPixels } from './image-hash';

/** What counts as nearly the same. */
export interface DuplicateOptions {
  /** Which hash to compare. Default `'difference'`. */
  hash?: HashKind;
  /** Bits of 64 that may differ. Default 4. */
  maxDistance?: number;
}

/** What is there more than once. `T` is a place in the stack, or a file. */
export interface Duplicates<T> {
  /** Groups that are the same to the last value, each in order. */
  exact: T[][];
  /** Pairs that are nearly the same, nearest first; of an exact group only the first member is compared. */
  near: { a: T; b: T; distance: number }[];
}

/**
 * Finds images that are in a set twice: a copy in training and test sets makes the test too easy, and copies
 * within a class weigh it more.
 *
 * Compares all pairs: 10,000 images take about a second.
 *
 * @param images [images, height, width, channels] of 1, 3 or 4 channels, values from 0 to 255.
 * @returns indices of copies. Uniform images all look alike to a hash: see to `contrastScore` first.
 * @throws RangeError when values are outside 0 to 255, or an option is not what it should be.
 * @example
 * const { exact, near } = findDuplicates(images, { maxDistance: 6 });
 */
export function findDuplicates(images: ImageLike, options: DuplicateOptions = {}): Duplicates<number> {
  const checked = checkDuplicateOptions('findDuplicates', options);
  const stack = toImageStack('findDuplicates: images', images);
  const groups = sameImages(stack);
  const hashes = groups.map(([first]) =>
    hashPixels(toPixels('findDuplicates: images', asArray(stack, first!)), checked.hash),
  );
  return toDuplicates(groups, hashes, checked.maxDistance);
}

/** Fills in the defaults, and refuses what is no option. */
export function checkDuplicateOptions(
  name: string,
  { hash = 'difference', maxDistance = 4 }: DuplicateOptions,
): Required<DuplicateOptions> {
  if (hash !== 'difference' && hash !== 'perceptual')
    throw new RangeError(`${name}: hash: expected "difference" or "perceptual", got ${describe(hash)}`);
  if (!Number.isInteger(maxDistance) || maxDistance < 0 || maxDistance > 64)
    throw new RangeError(
      `${name}: maxDistance: expected a whole number from 0 to 64, got ${String(maxDistance)}`,
    );
  return { hash, maxDistance };
}

/** @param groups the same in the last value; `hashes` are those of their first members. */
export function toDuplicates<T>(groups: T[][], hashes: string[], maxDistance: number): Duplicates<T> {
  const halves = (start: number) =>
    Int32Array.from(hashes, (hash) => Number.parseInt(hash.slice(start, start + 8), 16));
  const [high, low] = [halves(0), halves(8)];
  const near: Duplicates<T>['near'] = [];
  for (let a = 0; a < groups.length; a++)
    for (let b = a + 1; b < groups.length; b++) {
      const distance = bitCount(high[a]! ^ high[b]!) + bitCount(low[a]! ^ low[b]!);
      if (distance <= maxDistance) near.push({ a: groups[a]![0]!, b: groups[b]![0]!, distance });
    }
  near.sort((one, other) => one.distance - other.distance);
  return { exact: groups.filter((group) => group.length > 1), near };
}

/** Groups indices by the images' values. */
function sameImages(stack: ImageStack): number[][] {
  const groups = new Map<number, number[][]>();
  for (let i = 0; i < stack.count; i++) {
    const { values } = imageAt(stack, i);
    const key = checksum(values);
    const candidates = groups.get(key) ?? [];
    groups.set(key, candidates);
    const group = candidates.find(([first]) => isSame(imageAt(stack, first!).values, values));
    if (group) group.push(i);
    else candidates.push([i]);
  }
  return [...groups.values()].flat().sort((a, b) => a[0]! - b[0]!);
}

/** Fowler, Noll and Vo's hash of the values' bits. */
function checksum(values: Float32Array): number {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  let hash = 0x811c9dc5;
  for (const word of bits) hash = Math.imul(hash ^ word, 0x01000193);
  return hash;
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function asArray(stack: ImageStack, index: number) {
  const { values, shape } = imageAt(stack, index);
  return { values, shape: [...shape] };
}
