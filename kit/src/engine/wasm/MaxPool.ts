import type { MaxPoolAttrs, MaxPoolInputs, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { addressesOf, floats } from './heap';
import { runUpstream, wasmKernel } from './kernel';
import { allFinite } from './nan';
import { eachRow, eachWindow, inQuarters, type PoolInfo, poolInfo } from './pooling';
import { simd } from './simd';

const LOWEST = -3.4028234663852886e38;

/**
 * Max pooling that passes over NaN, as TensorFlow's does on CPUs (a window of nothing but NaN gives the
 * lowest float32). The backend's own gives -Infinity or loses the largest number of such a window,
 * depending on where the NaN is.
 */
export const maxPool = wasmKernel<MaxPoolInputs, MaxPoolAttrs>(
  'MaxPool',
  ({ inputs: { x }, attrs, backend }) => {
    const info = poolInfo(x.shape, attrs);
    if (x.dtype === 'float32' && inQuarters(info)) return quarters(backend, x, info);
    const out = runUpstream('MaxPool', backend, { x }, attrs);
    if (!allFinite(backend, x)) poolAnew(floats(backend, x), floats(backend, out), info);
    return out;
  },
);

function quarters(backend: BackendWasm, x: TensorInfo, info: PoolInfo): TensorInfo {
  const out = backend.makeOutput(info.outShape, 'float32');
  const [from, to] = addressesOf(backend, x, out);
  const { maxQuarters } = simd(backend);
  const pixel = 4 * info.inChannels;
  eachRow(info, (corner, cells) =>
    maxQuarters(from + corner, to + cells, info.inWidth * pixel, pixel, info.outWidth, info.inChannels / 4),
  );
  return out;
}

function poolAnew(from: Float32Array, to: Float32Array, info: PoolInfo): void {
  eachWindow(info, (cell, pixels) => {
    for (let c = 0; c < info.inChannels; c++) to[cell + c] = largest(from, pixels, c);
  });
}

function largest(x: Float32Array, pixels: readonly number[], channel: number): number {
  let most = LOWEST;
  for (const pixel of pixels) if (x[pixel + channel]! > most) most = x[pixel + channel]!;
  return most;
}
