import type { TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { floats } from './heap';
import { runUpstream, wasmKernel } from './kernel';
import { simd } from './simd';

/**
 * max(x, 0) that keeps NaN, as TensorFlow does. The backend's own compares bits and turns the NaN of an
 * overflow (its sign bit is set) into 0, so that an exploded network looked like one of dead units.
 */
export const relu = wasmKernel<{ x: TensorInfo }, object>('Relu', ({ inputs: { x }, backend }) =>
  rectify(backend, 'Relu', x),
);

/** max(x, 0), or at most 6 of it, NaN for NaN. Whole numbers are left to the backend's own. */
export function rectify(backend: BackendWasm, kernelName: 'Relu' | 'Relu6', x: TensorInfo): TensorInfo {
  if (x.dtype !== 'float32') return runUpstream(kernelName, backend, { x }, {});
  const out = backend.makeOutput(x.shape, 'float32');
  const [from, to] = [floats(backend, x), floats(backend, out)];
  const { relu, relu6 } = simd(backend);
  const vectors = Math.floor(from.length / 4);
  (kernelName === 'Relu' ? relu : relu6)(from.byteOffset, to.byteOffset, vectors);
  const most = kernelName === 'Relu' ? Number.POSITIVE_INFINITY : 6;
  for (let i = 4 * vectors; i < from.length; i++) to[i] = Math.min(Math.max(from[i]!, 0), most);
  return out;
}
