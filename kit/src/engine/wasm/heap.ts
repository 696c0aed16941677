import type { TensorInfo, TypedArray } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/**
 * A view on a tensor's numbers in the WebAssembly heap, without a copy. Take it after every allocation
 * of the kernel: a heap that grows leaves older views empty.
 */
export function view(backend: BackendWasm, tensor: TensorInfo): TypedArray {
  return backend.typedArrayFromHeap(tensor);
}

/** As `view`, for a float32 tensor. */
export function floats(backend: BackendWasm, tensor: TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}

/** Where the numbers of tensors lie in the heap: addresses in bytes. */
export function addressesOf<T extends TensorInfo[]>(
  backend: BackendWasm,
  ...tensors: T
): { [I in keyof T]: number } {
  return tensors.map((tensor) => view(backend, tensor).byteOffset) as { [I in keyof T]: number };
}

/** A second owner of the same numbers, perhaps under another shape; freed as any output is. */
export function share(backend: BackendWasm, tensor: TensorInfo, shape = tensor.shape): TensorInfo {
  backend.incRef(tensor.dataId);
  return { dataId: tensor.dataId, shape, dtype: tensor.dtype };
}
