import type { AvgPoolAttrs, AvgPoolInputs } from '@tensorflow/tfjs';
import { floats } from './heap';
import { runUpstream, wasmKernel } from './kernel';
import { allFinite } from './nan';
import { eachWindow, poolInfo } from './pooling';

/**
 * Average pooling whose windows with a NaN are NaN, as TensorFlow's are; the backend's own makes them
 * -Infinity, which a following relu turns into 0.
 */
export const avgPool = wasmKernel<AvgPoolInputs, AvgPoolAttrs>(
  'AvgPool',
  ({ inputs: { x }, attrs, backend }) => {
    const out = runUpstream('AvgPool', backend, { x }, attrs);
    if (allFinite(backend, x)) return out;
    const info = poolInfo(x.shape, attrs);
    const from = floats(backend, x);
    const to = floats(backend, out);
    eachWindow(info, (cell, pixels) => {
      for (let c = 0; c < info.inChannels; c++)
        to[cell + c] = pixels.reduce((sum, pixel) => sum + from[pixel + c]!, 0) / pixels.length;
    });
    return out;
  },
);
