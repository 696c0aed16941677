import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

interface Heap {
  HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Bytes between one block and the next, so that blocks of equal powers of two do not share cache lines. */
const GAP = 64;

/**
 * Blocks of the WebAssembly heap while one kernel runs.
 *
 * @param sizes float32 numbers in each block.
 * @param use gets the whole heap as float32, and the address of each block in bytes (a multiple of 4). Nothing
 *   may be allocated meanwhile: the heap could grow and leave the view empty.
 * @throws Error when the heap is full.
 */
export function withBlocks<T>(
  backend: BackendWasm,
  sizes: readonly number[],
  use: (heap: Float32Array, ...addresses: number[]) => T,
): T {
  const wasm = backend.wasm as unknown as Heap;
  const bytes = sizes.map((size) => 4 * size + GAP);
  const start = wasm._malloc(bytes.reduce((a, b) => a + b, 0));
  if (start === 0)
    throw new Error(`The WebAssembly heap has no room for ${bytes.length} blocks; use smaller batches`);
  try {
    const addresses = bytes.map((_, i) => start + bytes.slice(0, i).reduce((a, b) => a + b, 0));
    return use(new Float32Array(wasm.HEAPU8.buffer), ...addresses);
  } finally {
    wasm._free(start);
  }
}
