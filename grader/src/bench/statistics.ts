/**
 * The median: the middle value, or the mean of the middle two.
 *
 * @throws RangeError when there are no values, or one is not a finite number.
 */
export function median(values: readonly number[]): number {
  if (values.length === 0 || !values.every(Number.isFinite))
    throw new RangeError(`median: expected at least one finite number, got [${values.join(', ')}]`);
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}

/** `a / b`, or null where either was not measured. */
export function ratio(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a / b;
}
