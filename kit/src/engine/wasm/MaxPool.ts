import type { MaxPoolAttrs, MaxPoolInputs } from '@tensorflow/tfjs';
import { floats } from './heap';
import { runUpstream, wasmKernel } from './kernel';
import { mayHoldNaN } from './nan';
import { eachWindow, poolInfo } from './pooling';

const LOWEST = -3.4028234663852886e38;

/**
 * Max pooling that passes over NaN, as TensorFlow's does on CPUs (a window of nothing but NaN gives the
 * lowest float32). The backend's own gives -Infinity or loses the largest number of such a window,
 * depending on where the NaN is.
 */
export const maxPool = wasmKernel<MaxPoolInputs, MaxPoolAttrs>(
  'MaxPool',
  ({ inputs: { x }, attrs, backend }) => {
    const out = runUpstream('MaxPool', backend, { x }, attrs);
    if (!mayHoldNaN(backend, x)) return out;
    const info = poolInfo(x.shape, attrs);
    const from = floats(backend, x);
    const to = floats(backend, out);
    eachWindow(info, (cell, pixels) => {
      for (let c = 0; c < info.inChannels; c++) to[cell + c] = largest(from, pixels, c);
    });
    return out;
  },
);

function largest(x: Float32Array, pixels: readonly number[], channel: number): number {
  let most = LOWEST;
  for (const pixel of pixels) if (x[pixel + channel]! > most) most = x[pixel + channel]!;
  return most;
}
