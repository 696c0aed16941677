/** Values counted in bins of equal width, and what they are like. */
export interface Binned {
  /** One more than counts, rising. */
  edges: number[];
  counts: number[];
  total: number;
  /** NaN and infinities, which are in no bin. */
  notFinite: number;
  /** Of the finite ones; NaN where there is none. */
  mean: number;
  /** Population standard deviation of the finite ones. */
  sd: number;
  /** Share of all values that are exactly zero. */
  zeros: number;
}

/**
 * Counts finite values in bins from the least to the greatest, as NumPy's `histogram`: a bin holds its left edge,
 * the last one its right edge too; values all alike get a range of 1 round them.
 */
export function binned(values: ArrayLike<number>, bins: number): Binned {
  const { least, greatest, sum, finite, zeros } = survey(values);
  const [low, high] =
    finite === 0 ? [0, 1] : least < greatest ? [least, greatest] : [least - 0.5, least + 0.5];
  const step = (high - low) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : i * step + low));
  const counts = new Array<number>(bins).fill(0);
  const mean = sum / finite;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    counts[binOf(value, edges)]!++;
    squares += (value - mean) ** 2;
  }
  const total = values.length;
  return {
    edges,
    counts,
    total,
    notFinite: total - finite,
    mean,
    sd: Math.sqrt(squares / finite),
    zeros: zeros / total,
  };
}

function survey(values: ArrayLike<number>) {
  const seen = { least: Infinity, greatest: -Infinity, sum: 0, finite: 0, zeros: 0 };
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < seen.least) seen.least = value;
    if (value > seen.greatest) seen.greatest = value;
    if (value === 0) seen.zeros++;
    seen.sum += value;
    seen.finite++;
  }
  return seen;
}

function binOf(value: number, edges: number[]): number {
  const bins = edges.length - 1;
  const [low, high] = [edges[0]!, edges[bins]!];
  const at = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
  // The quotient is rounded: the edges decide.
  if (value < edges[at]!) return at - 1;
  return at < bins - 1 && value >= edges[at + 1]! ? at + 1 : at;
}
