import type { SumAttrs, SumInputs } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import { floats } from './heap';
import { runUpstream, wasmKernel } from './kernel';

const ROWS_AT_ONCE = 32;

/**
 * Sums over leading axes, as the gradient of every bias does, column by column and in double precision.
 * The backend's own transposes the whole tensor first, which takes about four times as long; it keeps
 * the other axes.
 */
export const sum = wasmKernel<SumInputs, SumAttrs>('Sum', ({ inputs: { x }, attrs, backend }) => {
  const axes = tf.util.parseAxisParam(attrs.axis, x.shape);
  const leading = axes.length < x.shape.length && axes.every((axis, i) => axis === i);
  if (x.dtype !== 'float32' || axes.length === 0 || !leading)
    return runUpstream('Sum', backend, { x }, attrs);
  const kept = x.shape.slice(axes.length);
  const out = backend.makeOutput(kept, 'float32');
  floats(backend, out).set(columnSums(floats(backend, x), tf.util.sizeFromShape(kept)));
  return attrs.keepDims ? { ...out, shape: [...axes.map(() => 1), ...kept] } : out;
});

/** Sums the columns of a row-major table. */
function columnSums(table: Float32Array, columns: number): Float64Array {
  const sums = new Float64Array(columns);
  const rows = columns === 0 ? 0 : table.length / columns;
  for (let row = 0; row < rows; row += ROWS_AT_ONCE)
    addRows(sums, table, row * columns, Math.min(ROWS_AT_ONCE, rows - row));
  return sums;
}

// A block of rows at a time: its lines stay in the cache while each column is summed in a register.
function addRows(sums: Float64Array, table: Float32Array, start: number, rows: number): void {
  const columns = sums.length;
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let i = 0, at = start + column; i < rows; i++, at += columns) sum += table[at]!;
    sums[column]! += sum;
  }
}
