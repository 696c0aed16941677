import type { TileAttrs, TileInputs, TypedArray } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import { view } from './heap';
import { runUpstream, wasmKernel } from './kernel';

/**
 * Repeats a tensor along its axes, as the gradient of batch normalization does with its moments. The
 * backend's own works out the place of every number anew, a hundred times slower.
 */
export const tile = wasmKernel<TileInputs, TileAttrs>(
  'Tile',
  ({ inputs: { x }, attrs: { reps }, backend }) => {
    if (x.dtype === 'string') return runUpstream('Tile', backend, { x }, { reps });
    const shape = x.shape.map((size, axis) => size * reps[axis]!);
    const out = backend.makeOutput(shape, x.dtype);
    const to = view(backend, out);
    if (to.length > 0) lay(view(backend, x), to, x.shape, shape, reps);
    return out;
  },
);

function lay(from: TypedArray, to: TypedArray, small: number[], large: number[], reps: number[]): void {
  // Axes after the last repeated one are copied as they lie.
  const axes = reps.findLastIndex((times) => times !== 1) + 1;
  const steps = small.map((_, axis) => tf.util.sizeFromShape(small.slice(axis + 1)));
  const strides = large.map((_, axis) => tf.util.sizeFromShape(large.slice(axis + 1)));
  const run = axes === 0 ? from.length : steps[axes - 1]!;
  const walk = (axis: number, read: number, write: number): void => {
    if (axis === axes) {
      to.set(from.subarray(read, read + run), write);
      return;
    }
    for (let i = 0; i < small[axis]!; i++)
      walk(axis + 1, read + i * steps[axis]!, write + i * strides[axis]!);
    repeat(to, write, small[axis]! * strides[axis]!, reps[axis]!);
  };
  walk(0, 0, 0);
}

/** Writes a block's first copy `times` times in a row, doubling what is there. */
function repeat(to: TypedArray, start: number, length: number, times: number): void {
  const end = start + length * times;
  for (let done = start + length; done < end; done += done - start)
    to.copyWithin(done, start, Math.min(done, start + end - done));
}
