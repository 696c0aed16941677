/** How far below the rate of the lowest loss the suggestion lies: that rate itself is on the edge. */
const MARGIN = 10;

/**
 * A tenth of the rate at which the loss is lowest: still falling fast, and well before it blows up.
 *
 * @param rates rising rates.
 * @param losses of batches, one a rate; finite, but for the last.
 * @param cycle batches that come again and again, in turn. The loss is averaged over each once, so that an
 *   easy batch does not look like a good rate.
 * @returns NaN where the loss never fell.
 */
export function suggestRate(rates: readonly number[], losses: readonly number[], cycle: number): number {
  const means = cycleMeans(losses.filter(Number.isFinite), cycle);
  const lowest = means.indexOf(Math.min(...means));
  return lowest > 0 ? rates[lowest + Math.floor(cycle / 2)]! / MARGIN : Number.NaN;
}

function cycleMeans(losses: readonly number[], cycle: number): number[] {
  const count = Math.max(0, losses.length - cycle + 1);
  return Array.from(
    { length: count },
    (_, i) => losses.slice(i, i + cycle).reduce((sum, loss) => sum + loss, 0) / cycle,
  );
}
