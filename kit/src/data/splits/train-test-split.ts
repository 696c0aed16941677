import { isShapedArray, isTensor, isTypedArray } from '../form';
import { type ClassesLike, encode } from './classes';
import { type Draws, drawsFrom } from './draws';
import { splitSizes } from './split-sizes';
import { stratifiedRows } from './stratified';
import { type PartOf, type Samples, sampleCount, takeSamples } from './take-samples';

export interface TrainTestSplitOptions {
  /** Fraction of the samples (below 1) or a count. Default what `trainSize` leaves, or 0.25. */
  testSize?: number;
  /** Fraction of the samples (below 1) or a count. Default what `testSize` leaves. */
  trainSize?: number;
  /** Whether to draw the samples; otherwise the first are for training. Default true. */
  shuffle?: boolean;
  /** The class of each sample, to keep the classes in proportion in both parts. */
  stratify?: ClassesLike;
  /** The group of each sample (a patient, a video), to keep each group within one part. Sizes then are of groups. */
  groups?: ClassesLike;
  /** A seed for this split alone; by default it draws from the global stream that `seed` sets. */
  seed?: number;
}

/** Training and test part of each array, in turn. */
export type TrainTestParts<A extends readonly unknown[]> = A extends readonly [infer X, ...infer Rest]
  ? [PartOf<X>, PartOf<X>, ...TrainTestParts<Rest>]
  : [];

/**
 * Splits arrays into a training and a test part, all by the same rows, as scikit-learn's `train_test_split`
 * (1.4); with `groups`, as its `GroupShuffleSplit`. Split before anything is fitted: a scaler or a sampler
 * that saw the test rows leaks them.
 *
 * Different from there on purpose: a size of 1 is one sample (`1.0` cannot be told from `1`); with `groups`
 * the default test size is 0.25 as without; the random choices are the kit's own.
 *
 * @param args arrays with samples along the first axis, in any form, and last the options.
 * @returns `[xTrain, xTest, yTrain, yTest, …]`, each in the form it came; tensors are the caller's to dispose.
 * @throws RangeError when the numbers of samples differ, a part would be empty, a class is too small to
 *   stratify, or options exclude each other.
 * @example
 * const [xTrain, xTest, yTrain, yTest] = trainTestSplit([[1], [2], [3], [4]], [0, 1, 0, 1], { stratify: [0, 1, 0, 1], testSize: 2 });
 */
export function trainTestSplit<A extends Samples[]>(
  ...args: [...A, TrainTestSplitOptions]
): TrainTestParts<A>;
export function trainTestSplit<A extends Samples[]>(...args: [...A]): TrainTestParts<A>;
export function trainTestSplit(...args: unknown[]): unknown[] {
  const last = args.at(-1);
  const options = isOptions(last) ? last : {};
  const arrays = (isOptions(last) ? args.slice(0, -1) : args) as Samples[];
  const { train, test } = splitRows(countAlike('trainTestSplit', arrays), options, drawsFrom(options.seed));
  return arrays.flatMap((x) => [takeSamples(x, train), takeSamples(x, test)]);
}

/** Rows of both parts, with the random choices passed in. */
export function splitRows(
  n: number,
  options: TrainTestSplitOptions,
  draws: Draws,
): { train: number[]; test: number[] } {
  const { testSize, trainSize, shuffle = true, stratify, groups } = options;
  if (!shuffle) checkUnshuffled(stratify, groups);
  if (groups !== undefined) return groupRows(n, options, groups, draws);
  const size = splitSizes('trainTestSplit', n, testSize, trainSize);
  if (!shuffle) return { train: range(0, size.train), test: range(size.train, size.test) };
  if (stratify !== undefined)
    return stratifiedRows('trainTestSplit', encoded('stratify', stratify, n), size, draws);
  const order = draws.permutation(n);
  return { test: order.slice(0, size.test), train: order.slice(size.test, size.test + size.train) };
}

/**
 * Counts the samples that all arrays share.
 *
 * @throws RangeError when there is no array, or their numbers of samples differ.
 */
export function countAlike(name: string, arrays: readonly Samples[]): number {
  const counts = arrays.map((x, i) => sampleCount(`${name}: array ${i}`, x));
  if (counts.length > 0 && counts.every((count) => count === counts[0])) return counts[0]!;
  throw new RangeError(
    `${name}: expected arrays with as many samples each, got ${counts.join(', ') || 'no array'}`,
  );
}

function groupRows(
  n: number,
  { testSize, trainSize, stratify }: TrainTestSplitOptions,
  groups: ClassesLike,
  draws: Draws,
): { train: number[]; test: number[] } {
  if (stratify !== undefined)
    throw new RangeError('trainTestSplit: expected stratify or groups, got both; leave one out');
  const { classes, codes } = encoded('groups', groups, n);
  const size = splitSizes('trainTestSplit: of the groups', classes.length, testSize, trainSize);
  const order = draws.permutation(classes.length);
  const test = new Set(order.slice(0, size.test));
  const train = new Set(order.slice(size.test, size.test + size.train));
  const rows = (chosen: Set<number>) => range(0, n).filter((row) => chosen.has(codes[row]!));
  return { train: rows(train), test: rows(test) };
}

function encoded(option: string, y: ClassesLike, n: number): ReturnType<typeof encode> {
  const result = encode(`trainTestSplit: ${option}`, y);
  if (result.codes.length === n) return result;
  throw new RangeError(
    `trainTestSplit: ${option}: expected one for each of ${n} samples, got ${result.codes.length}`,
  );
}

function checkUnshuffled(stratify: unknown, groups: unknown): void {
  if (stratify === undefined && groups === undefined) return;
  const option = stratify === undefined ? 'groups' : 'stratify';
  throw new RangeError(`trainTestSplit: ${option} needs shuffle: true, got false; leave one out`);
}

function isOptions(x: unknown): x is TrainTestSplitOptions {
  return (
    typeof x === 'object' &&
    x !== null &&
    !Array.isArray(x) &&
    !isTensor(x) &&
    !isTypedArray(x) &&
    !isShapedArray(x)
  );
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}
