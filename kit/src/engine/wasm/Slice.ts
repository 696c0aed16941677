import type { SliceAttrs, SliceInputs, TypedArray } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import { view } from './heap';
import { runUpstream, wasmKernel } from './kernel';

/**
 * Copies a block out of a tensor. The backend's own first copies the whole tensor out of the heap, so
 * that a `predict` in batches took a time that grew with the square of the rows.
 */
export const slice = wasmKernel<SliceInputs, SliceAttrs>('Slice', ({ inputs: { x }, attrs, backend }) => {
  if (x.dtype === 'string') return runUpstream('Slice', backend, { x }, attrs);
  const [begin, size] = tf.slice_util.parseSliceParams(x as tf.Tensor, attrs.begin, attrs.size) as [
    number[],
    number[],
  ];
  tf.slice_util.assertParamsValid(x as tf.Tensor, begin, size);
  const out = backend.makeOutput(size, x.dtype);
  const to = view(backend, out);
  if (to.length > 0) copyBlock(view(backend, x), to, x.shape, begin, size);
  return out;
});

function copyBlock(from: TypedArray, to: TypedArray, shape: number[], begin: number[], size: number[]): void {
  const outer = outerAxes(shape, size);
  const strides = [...tf.util.computeStrides(shape), 1];
  const run = tf.util.sizeFromShape(size.slice(outer));
  const first = begin.reduce((sum, index, axis) => sum + index * strides[axis]!, 0);
  let written = 0;
  const walk = (axis: number, start: number): void => {
    if (axis >= outer) {
      to.set(from.subarray(start, start + run), written);
      written += run;
      return;
    }
    for (let i = 0; i < size[axis]!; i++) walk(axis + 1, start + i * strides[axis]!);
  };
  walk(0, first);
}

/** How many leading axes must be walked: what follows them lies in the source without a gap. */
function outerAxes(shape: number[], size: number[]): number {
  let axis = shape.length;
  while (axis > 0 && size[axis - 1] === shape[axis - 1]) axis--;
  return Math.max(0, axis - 1);
}
