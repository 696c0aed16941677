import type { Matrix } from '../matrix';

/** Puts `(value - shift) / divisor` of its column in place of every value. NaN stays NaN. */
export function subtractThenDivide(
  { values, columns }: Matrix,
  shift: Float64Array,
  divisor: Float64Array,
): void {
  for (let at = 0; at < values.length; at += columns)
    for (let j = 0; j < columns; j++) values[at + j] = (values[at + j]! - shift[j]!) / divisor[j]!;
}

/** Puts `value * factor + shift` of its column in place of every value. NaN stays NaN. */
export function multiplyThenAdd(
  { values, columns }: Matrix,
  factor: Float64Array,
  shift: Float64Array,
): void {
  for (let at = 0; at < values.length; at += columns)
    for (let j = 0; j < columns; j++) values[at + j] = values[at + j]! * factor[j]! + shift[j]!;
}

/** A divisor for each feature: 1 where the spread is nothing but rounding, as scikit-learn's `_handle_zeros_in_scale`. */
export function withoutZeros(spread: Float64Array): Float64Array {
  return spread.map((width) => (width < 10 * Number.EPSILON ? 1 : width));
}
