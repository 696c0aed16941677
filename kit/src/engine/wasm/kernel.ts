import type { Attribute, KernelConfig, KernelFunc, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** What tfjs hands a kernel: the tensors by name, the attributes, and the backend that holds the heap. */
export interface KernelCall<Inputs, Attributes> {
  inputs: { [Name in keyof Inputs]-?: TensorInfo };
  attrs: Attributes;
  backend: BackendWasm;
}

const upstream = new Map<string, KernelFunc>();

/** Describes one kernel for the portable engine; nothing is registered yet. */
export function wasmKernel<Inputs, Attributes>(
  kernelName: string,
  run: (call: KernelCall<Inputs, Attributes>) => TensorInfo,
): KernelConfig {
  return { kernelName, backendName: 'wasm', kernelFunc: run as unknown as KernelFunc };
}

/**
 * Registers a kernel, in the place of the backend's own where it has one; that one stays within reach of
 * `runUpstream`. Call it after the backend is up: only registered kernels are bound to the WebAssembly
 * module, so a kernel replaced before would be unbound.
 */
export function register(kernel: KernelConfig): void {
  const before = tf.getKernel(kernel.kernelName, 'wasm');
  if (before?.kernelFunc === kernel.kernelFunc) return;
  if (before) {
    upstream.set(kernel.kernelName, before.kernelFunc);
    tf.unregisterKernel(kernel.kernelName, 'wasm');
  }
  tf.registerKernel(kernel);
}

/**
 * Runs one of the backend's own kernels on tensor data.
 *
 * @returns an output that the caller owns: hand it on, or free it with `backend.disposeData`.
 */
export function runUpstream(
  kernelName: string,
  backend: BackendWasm,
  inputs: Record<string, TensorInfo>,
  attrs: object,
): TensorInfo {
  const kernelFunc = upstream.get(kernelName) ?? tf.getKernel(kernelName, 'wasm').kernelFunc;
  return kernelFunc({
    inputs: inputs as NamedTensorInfoMap,
    attrs: attrs as Record<string, Attribute>,
    backend,
  }) as TensorInfo;
}
