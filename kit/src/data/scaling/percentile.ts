/**
 * Percentiles of the values that are there, interpolated linearly between neighbours, as NumPy's
 * `nanpercentile`.
 *
 * @param values in any order; NaN is left out.
 * @param q percentages, 0 to 100.
 * @returns one number for each of `q`; NaN where no value is there.
 */
export function percentiles(values: Float64Array, q: ArrayLike<number>): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return Array.from(q, (percent) => ofSorted(sorted, percent));
}

/** Median of the values that are there, as NumPy's `nanmedian`. */
export function median(values: Float64Array): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return sorted.length === 0 ? Number.NaN : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function ofSorted(sorted: Float64Array, percent: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  const share = place - below;
  // From the nearer end, so that the result cannot pass the farther one by rounding.
  return share >= 0.5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
}
