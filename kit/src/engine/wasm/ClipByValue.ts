import type { ClipByValueAttrs, ClipByValueInputs } from '@tensorflow/tfjs';
import { view } from './heap';
import { wasmKernel } from './kernel';

/**
 * Clips into [clipValueMin, clipValueMax] and keeps NaN, as TensorFlow does. The backend's own turns NaN
 * into the lower bound, so that an exploded network shows a finite binary cross-entropy.
 */
export const clipByValue = wasmKernel<ClipByValueInputs, ClipByValueAttrs>(
  'ClipByValue',
  ({ inputs: { x }, attrs: { clipValueMin, clipValueMax }, backend }) => {
    const out = backend.makeOutput(x.shape, x.dtype);
    const to = view(backend, out);
    const from = view(backend, x);
    for (let i = 0; i < to.length; i++) to[i] = Math.min(Math.max(from[i]!, clipValueMin), clipValueMax);
    return out;
  },
);
