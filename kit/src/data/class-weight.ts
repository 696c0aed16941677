import { countLabels } from './sampling/sample';
import { toLabels, type VectorLike } from './vector';

/**
 * Weighs classes against their frequency, for `classWeight` in `train`.
 *
 * - `'balanced'`: n / (classes * count), as scikit-learn's `compute_class_weight`: every class weighs as much
 *   in all, and the mean weight of a sample is 1.
 * - `'complementary'`, for two classes: the share of the *other* class, { 0: positives / n, 1: negatives / n }.
 *   Half of `'balanced'` for even classes; the ratio of the two weights is the same.
 *
 * A class that is not in `labels` gets no weight. Weigh by the training labels only.
 *
 * @param labels whole numbers, of shape [n] or [n, 1]; neither kept nor changed.
 * @returns the weight of each class, by label.
 * @throws RangeError when a label is not a whole number, or `'complementary'` gets other than two classes.
 * @example
 * classWeight([0, 0, 0, 1]); // { 0: 2/3, 1: 2 }
 * classWeight([0, 0, 0, 1], 'complementary'); // { 0: 1/4, 1: 3/4 }
 */
export function classWeight(
  labels: VectorLike,
  mode: 'balanced' | 'complementary' = 'balanced',
): Record<number, number> {
  const counts = [...countLabels(toLabels('classWeight: labels', labels))];
  const n = counts.reduce((sum, [, count]) => sum + count, 0);
  if (mode === 'balanced')
    return Object.fromEntries(counts.map(([label, count]) => [label, n / (counts.length * count)]));
  if (mode !== 'complementary')
    throw new RangeError(
      `classWeight: mode: expected "balanced" or "complementary", got ${JSON.stringify(mode)}`,
    );
  return complementary(counts, n);
}

function complementary(counts: [number, number][], n: number): Record<number, number> {
  if (counts.length === 2)
    return Object.fromEntries(counts.map(([label, count]) => [label, (n - count) / n]));
  throw new RangeError(
    `classWeight: labels: "complementary" weighs two classes, got ${counts.length} (${counts.map(([label]) => label)}); use "balanced"`,
  );
}
