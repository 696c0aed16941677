import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs';
import { runUpstream, wasmKernel } from './kernel';
import { rectify } from './Relu';

type Inputs = Record<string, TensorInfo>;

/**
 * A kernel that ends in an activation, with the rectifiers taken out of it and run after it: those inside
 * the backend's own turn NaN into 0, where TensorFlow keeps it. The other activations keep it anyway.
 */
export function rectifiedAfter(kernelName: string): KernelConfig {
  return wasmKernel<Inputs, { activation?: string }>(kernelName, ({ inputs, attrs, backend }) => {
    const rectifier =
      attrs.activation === 'relu' ? 'Relu' : attrs.activation === 'relu6' ? 'Relu6' : undefined;
    if (!rectifier) return runUpstream(kernelName, backend, inputs, attrs);
    const sums = runUpstream(kernelName, backend, inputs, { ...attrs, activation: 'linear' });
    const out = rectify(backend, rectifier, sums);
    backend.disposeData(sums.dataId);
    return out;
  });
}
