import { isShapedArray, isTensor } from '../form';
import { toMatrix } from '../matrix';
import { toVector, type VectorLike } from '../vector';
import { type PartOf, type Samples, takeSamples } from './take-samples';
import { countAlike } from './train-test-split';

/** Training and validation part of each array, in turn. */
export type ValidationParts<X, Y> = [PartOf<X>, PartOf<X>, PartOf<Y>, PartOf<Y>];

/**
 * Cuts off the last samples for validation, as `validation_split` in Keras' `fit` (2.15) does: *before*
 * anything is shuffled. Where the samples are sorted by label, the tail holds classes that training never
 * sees; then a warning says so. `trainTestSplit` draws its samples instead.
 *
 * @param x samples in any form.
 * @param y their labels: whole numbers, or one-hot rows.
 * @param fraction share of the samples, between 0 and 1; the training part is rounded down.
 * @returns `[xTrain, xValidation, yTrain, yValidation]`, each in the form it came; tensors are the caller's to dispose.
 * @throws RangeError when the numbers of samples differ or a part would be empty.
 * @example
 * const [xTrain, xValidation, yTrain, yValidation] = validationSplit([[1], [2], [3], [4]], [0, 1, 0, 1], 0.25);
 */
export function validationSplit<X extends Samples, Y extends Samples>(
  x: X,
  y: Y,
  fraction: number,
): ValidationParts<X, Y> {
  const n = countAlike('validationSplit', [x, y]);
  const start = tailStart(n, fraction);
  warnIfSorted(labelsOf(y), start);
  const train = Array.from({ length: start }, (_, i) => i);
  const tail = Array.from({ length: n - start }, (_, i) => start + i);
  return [takeSamples(x, train), takeSamples(x, tail), takeSamples(y, train), takeSamples(y, tail)];
}

/**
 * Where Keras' validation tail begins among `n` samples.
 *
 * @throws RangeError when the fraction is not between 0 and 1 or a part would be empty.
 */
export function tailStart(n: number, fraction: number): number {
  if (!(fraction > 0 && fraction < 1))
    throw new RangeError(`validationSplit: fraction: expected more than 0 and less than 1, got ${fraction}`);
  const start = Math.floor(n * (1 - fraction));
  if (start > 0 && start < n) return start;
  throw new RangeError(
    `validationSplit: ${n} samples are too few to cut off a fraction of ${fraction}; pass more samples or another fraction`,
  );
}

function warnIfSorted(labels: Float64Array, start: number): void {
  const rises = labels.every((label, i) => i === 0 || label >= labels[i - 1]!);
  const falls = labels.every((label, i) => i === 0 || label <= labels[i - 1]!);
  if (rises === falls) return;
  const [train, tail] = [new Set(labels.subarray(0, start)), new Set(labels.subarray(start))];
  console.warn(
    `validationSplit: the labels are sorted, and the validation samples are the last ones, taken before any shuffle: training sees labels ${shown(train)}, validation ${shown(tail)}. Shuffle first, or use trainTestSplit with stratify.`,
  );
}

function shown(labels: Set<number>): string {
  const all = [...labels];
  return all.length > 6 ? `${all.slice(0, 3).join(', ')}, … ${all.at(-1)}` : all.join(', ');
}

/** One number a sample: the label, or the place of the largest value of a one-hot row. */
function labelsOf(y: Samples): Float64Array {
  if (columnsOf(y) < 2) return toVector('validationSplit: y', y as VectorLike);
  const { values, rows, columns } = toMatrix('validationSplit: y', y as number[][]);
  return Float64Array.from({ length: rows }, (_, i) => {
    const row = values.subarray(i * columns, (i + 1) * columns);
    return row.indexOf(Math.max(...row));
  });
}

function columnsOf(y: Samples): number {
  if (isTensor(y) || isShapedArray(y)) return y.shape.slice(1).reduce((product, side) => product * side, 1);
  const first = (y as ArrayLike<unknown>)[0];
  return Array.isArray(first) || ArrayBuffer.isView(first)
    ? (first as unknown as ArrayLike<unknown>).length
    : 1;
}
