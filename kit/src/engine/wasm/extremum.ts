import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { floats, view } from './heap';
import { runUpstream, wasmKernel } from './kernel';
import { allFinite } from './nan';

/** `Maximum` or `Minimum` as the backend has them, which lose a NaN on the right, with it put back. */
export function keepingNaN(kernelName: 'Maximum' | 'Minimum'): KernelConfig {
  return wasmKernel<{ a: TensorInfo; b: TensorInfo }, object>(kernelName, ({ inputs: { a, b }, backend }) => {
    const out = runUpstream(kernelName, backend, { a, b }, {});
    if (b.dtype !== 'float32' || allFinite(backend, b)) return out;
    const flagged = eitherIsNaN(backend, a, b);
    const flags = view(backend, flagged);
    const to = floats(backend, out);
    for (let i = 0; i < to.length; i++) if (flags[i]) to[i] = Number.NaN;
    backend.disposeData(flagged.dataId);
    return out;
  });
}

/** Flags of the shape to which a and b are broadcast. */
function eitherIsNaN(backend: BackendWasm, a: TensorInfo, b: TensorInfo): TensorInfo {
  const flags = [a, b].map((x) => runUpstream('IsNan', backend, { x }, {}));
  const either = runUpstream('LogicalOr', backend, { a: flags[0]!, b: flags[1]! }, {});
  for (const { dataId } of flags) backend.disposeData(dataId);
  return either;
}
