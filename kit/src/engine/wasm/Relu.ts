import type { TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { floats } from './heap';
import { runUpstream, wasmKernel } from './kernel';
import { markClean, mayHoldNaN } from './nan';

/**
 * max(x, 0) that keeps NaN, as TensorFlow does. The backend's own compares bits and turns the NaN of an
 * overflow (its sign bit is set) into 0, so that an exploded network looked like one of dead units.
 */
export const relu = wasmKernel<{ x: TensorInfo }, object>('Relu', ({ inputs: { x }, backend }) =>
  rectify(backend, 'Relu', x),
);

/** Runs the backend's own `kernelName` on x and puts back each NaN of x. */
export function rectify(backend: BackendWasm, kernelName: 'Relu' | 'Relu6', x: TensorInfo): TensorInfo {
  const out = runUpstream(kernelName, backend, { x }, {});
  if (x.dtype !== 'float32') return out;
  if (mayHoldNaN(backend, x)) putBack(floats(backend, x), floats(backend, out));
  else markClean(out);
  return out;
}

function putBack(from: Float32Array, to: Float32Array): void {
  for (let i = 0; i < from.length; i++) if (Number.isNaN(from[i])) to[i] = Number.NaN;
}
