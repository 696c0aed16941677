import type { SumAttrs, SumInputs } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { floats } from './heap';
import { runUpstream, wasmKernel } from './kernel';
import { simd } from './simd';
import { withBlocks } from './workspace';

const ROWS_AT_ONCE = 32;

/**
 * Sums over leading axes, as the gradient of every bias does, column by column and in double precision.
 * The backend's own transposes the whole tensor first, many times slower; it keeps the other axes, and
 * columns that are not in fours.
 */
export const sum = wasmKernel<SumInputs, SumAttrs>('Sum', ({ inputs: { x }, attrs, backend }) => {
  const axes = tf.util.parseAxisParam(attrs.axis, x.shape);
  const leading = axes.length < x.shape.length && axes.every((axis, i) => axis === i);
  const kept = x.shape.slice(axes.length);
  const columns = tf.util.sizeFromShape(kept);
  if (x.dtype !== 'float32' || axes.length === 0 || !leading || columns % 4 !== 0)
    return runUpstream('Sum', backend, { x }, attrs);
  const out = backend.makeOutput(kept, 'float32');
  const rows = columns === 0 ? 0 : tf.util.sizeFromShape(x.shape) / columns;
  withBlocks(backend, [2 * columns], (heap, sums) => {
    addTable(backend, heap, { at: floats(backend, x).byteOffset, rows, columns }, sums);
    floats(backend, out).set(new Float64Array(heap.buffer, sums, columns));
  });
  return attrs.keepDims ? { ...out, shape: [...axes.map(() => 1), ...kept] } : out;
});

// A block of rows at a time: its lines stay in the cache while each column is summed.
function addTable(
  backend: BackendWasm,
  heap: Float32Array,
  { at, rows, columns }: { at: number; rows: number; columns: number },
  sums: number,
): void {
  heap.fill(0, sums / 4, sums / 4 + 2 * columns);
  for (let row = 0; row < rows; row += ROWS_AT_ONCE)
    simd(backend).addRows(
      at + 4 * row * columns,
      4 * columns,
      Math.min(ROWS_AT_ONCE, rows - row),
      columns / 4,
      sums,
    );
}
