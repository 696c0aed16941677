import type { Matrix } from '../matrix';

/*
 * What `moments.ts` does, for rows that all count 1 and columns without NaN: about twice as fast, and the same
 * to the last bit, since values are added in the same order. Four rows at a time, so that the sums are not
 * stored and loaded again for every value.
 */

/** Sum of each column; NaN where a value of the column is. */
export function completeSums({ values, columns }: Matrix): Float64Array {
  const sum = new Float64Array(columns);
  const end = values.length - (values.length % (4 * columns));
  for (let at = 0; at < end; at += 4 * columns)
    for (let j = 0, i = at; j < columns; j++, i++)
      sum[j] =
        sum[j]! + values[i]! + values[i + columns]! + values[i + 2 * columns]! + values[i + 3 * columns]!;
  for (let i = end; i < values.length; i++) sum[(i - end) % columns]! += values[i]!;
  return sum;
}

/** Sum of the deviations of each column from its centre, and of their squares. */
export function completeDeviations(
  { values, columns }: Matrix,
  center: Float64Array,
): { drift: Float64Array; squares: Float64Array } {
  const drift = new Float64Array(columns);
  const squares = new Float64Array(columns);
  const end = values.length - (values.length % (4 * columns));
  for (let at = 0; at < end; at += 4 * columns)
    for (let j = 0, i = at; j < columns; j++, i++) {
      const a = values[i]! - center[j]!;
      const b = values[i + columns]! - center[j]!;
      const c = values[i + 2 * columns]! - center[j]!;
      const d = values[i + 3 * columns]! - center[j]!;
      drift[j] = drift[j]! + a + b + c + d;
      squares[j] = squares[j]! + a * a + b * b + c * c + d * d;
    }
  for (let i = end; i < values.length; i++) {
    const j = (i - end) % columns;
    const deviation = values[i]! - center[j]!;
    drift[j]! += deviation;
    squares[j]! += deviation * deviation;
  }
  return { drift, squares };
}
