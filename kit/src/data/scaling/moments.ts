import type { Matrix } from '../matrix';
import { completeDeviations, completeSums } from './complete-moments';

/** Weighted count, mean and population variance of each feature, over every batch so far. */
export interface Moments {
  seen: Float64Array;
  mean: Float64Array;
  /** Missing where only the mean is wanted. */
  variance?: Float64Array;
}

/**
 * Joins another batch's moments to the ones so far, as scikit-learn's `_incremental_mean_and_var`: two passes
 * over the batch with a correction for rounding, then the parallel update of Chan, Golub and LeVeque
 * ("Algorithms for computing the sample variance", 1983). NaN is left out.
 *
 * @param weight one number a row, or undefined for 1 each.
 */
export function updateMoments(
  last: Moments | undefined,
  batch: Matrix,
  weight: Float64Array | undefined,
  withVariance: boolean,
): Moments {
  const { sum, seen } = columnSums(batch, weight);
  const before = last ?? { seen: new Float64Array(sum.length), mean: new Float64Array(sum.length) };
  const total = seen.map((count, j) => before.seen[j]! + count);
  const mean = total.map((count, j) => (before.mean[j]! * before.seen[j]! + sum[j]!) / count);
  if (!withVariance) return { seen: total, mean };
  const spread = squaredDeviations(batch, weight, sum, seen);
  const variance = total.map(
    (count, j) => joinedSpread(before, j, sum[j]!, seen[j]!, spread[j]!, count) / count,
  );
  return { seen: total, mean, variance };
}

/** Sum of squared deviations of column `j` over the batches so far and the new one. */
function joinedSpread(
  last: Moments,
  j: number,
  sum: number,
  seen: number,
  spread: number,
  total: number,
): number {
  const lastSeen = last.seen[j]!;
  if (lastSeen === 0) return spread;
  const ratio = lastSeen / seen;
  const between = (ratio / total) * ((last.mean[j]! * lastSeen) / ratio - sum) ** 2;
  return last.variance![j]! * lastSeen + spread + between;
}

/** Weighted sum and weight of the values of each column that are there. */
export function columnSums(batch: Matrix, weight?: Float64Array): { sum: Float64Array; seen: Float64Array } {
  if (weight) return presentSums(batch, weight);
  const sum = completeSums(batch);
  if (sum.some(Number.isNaN)) return presentSums(batch, undefined);
  return { sum, seen: new Float64Array(batch.columns).fill(batch.rows) };
}

function presentSums(
  { values, columns }: Matrix,
  weight: Float64Array | undefined,
): { sum: Float64Array; seen: Float64Array } {
  const sum = new Float64Array(columns);
  const seen = new Float64Array(columns);
  for (let at = 0, i = 0; at < values.length; at += columns, i++) {
    const w = weight ? weight[i]! : 1;
    for (let j = 0; j < columns; j++) {
      const value = values[at + j]!;
      if (Number.isNaN(value)) continue;
      sum[j]! += value * w;
      seen[j]! += w;
    }
  }
  return { sum, seen };
}

function squaredDeviations(
  batch: Matrix,
  weight: Float64Array | undefined,
  sum: Float64Array,
  seen: Float64Array,
): Float64Array {
  const center = sum.map((total, j) => total / seen[j]!);
  const isComplete = !weight && seen.every((count, j) => count === batch.rows && !Number.isNaN(sum[j]));
  const { drift, squares } = isComplete
    ? completeDeviations(batch, center)
    : presentDeviations(batch, weight, center);
  // What the centre lacked to be the exact mean.
  return squares.map((square, j) => square - drift[j]! ** 2 / seen[j]!);
}

function presentDeviations(
  { values, columns }: Matrix,
  weight: Float64Array | undefined,
  center: Float64Array,
): { drift: Float64Array; squares: Float64Array } {
  const drift = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let at = 0, i = 0; at < values.length; at += columns, i++) {
    const w = weight ? weight[i]! : 1;
    for (let j = 0; j < columns; j++) {
      const deviation = values[at + j]! - center[j]!;
      if (Number.isNaN(deviation)) continue;
      drift[j]! += deviation * w;
      squares[j]! += deviation * deviation * w;
    }
  }
  return { drift, squares };
}
