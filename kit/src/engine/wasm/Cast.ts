import type { CastAttrs, CastInputs } from '@tensorflow/tfjs';
import { share, view } from './heap';
import { wasmKernel } from './kernel';

/**
 * Changes the type of the numbers; the same type costs nothing. To bool, every number but zero is true
 * (NaN too, as in TensorFlow); the backend's own keeps the whole part, so that 0.5 became false.
 */
export const cast = wasmKernel<CastInputs, CastAttrs>(
  'Cast',
  ({ inputs: { x }, attrs: { dtype }, backend }) => {
    if (x.dtype === dtype) return share(backend, x);
    const out = backend.makeOutput(x.shape, dtype);
    const to = view(backend, out);
    const from = view(backend, x);
    if (dtype === 'bool') for (let i = 0; i < to.length; i++) to[i] = from[i] === 0 ? 0 : 1;
    else to.set(from);
    return out;
  },
);
