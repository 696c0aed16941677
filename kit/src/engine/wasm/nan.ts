import type { TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { floats } from './heap';
import { simd } from './simd';
import { withBlocks } from './workspace';

/**
 * Whether no number of a float32 tensor is infinite or NaN. Takes about as long as reading the numbers once.
 */
export function allFinite(backend: BackendWasm, tensor: TensorInfo): boolean {
  const numbers = floats(backend, tensor);
  const whole = numbers.length & ~3;
  // x - x is 0 for numbers alone.
  let sum = 0;
  for (let i = whole; i < numbers.length; i++) sum += numbers[i]! - numbers[i]!;
  return (
    sum === 0 &&
    withBlocks(backend, [4], (heap, four) => {
      simd(backend).blemishes(floats(backend, tensor).byteOffset, whole / 4, four);
      return heap.subarray(four / 4, four / 4 + 4).every((x) => x === 0);
    })
  );
}
