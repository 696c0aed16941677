import type { TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { floats } from './heap';

// By the data of a tensor, which never changes while it lives.
const clean = new WeakSet<object>();

/**
 * Whether any number of a float32 tensor may be NaN: surely no, or perhaps yes (infinities of both signs
 * say yes too). Takes about as long as reading the numbers once, and nothing for a tensor marked clean.
 */
export function mayHoldNaN(backend: BackendWasm, tensor: TensorInfo): boolean {
  return !clean.has(tensor.dataId) && sumIsNaN(floats(backend, tensor));
}

/** Marks a tensor that was made from numbers without NaN, by an operation that makes none. */
export function markClean(tensor: TensorInfo): void {
  clean.add(tensor.dataId);
}

/** Whether the numbers add up to NaN, in four sums that need not wait for one another. */
export function sumIsNaN(numbers: Float32Array): boolean {
  const whole = numbers.length & ~3;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    a += numbers[i]!;
    b += numbers[i + 1]!;
    c += numbers[i + 2]!;
    d += numbers[i + 3]!;
  }
  for (let i = whole; i < numbers.length; i++) a += numbers[i]!;
  return Number.isNaN(a + b + c + d);
}
