import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { relu, relu6 } from './activations';
import { assemble } from './assembler';
import { copyRows, patches } from './copies';
import { maxQuarters, maxQuartersGradient } from './pooling';
import { addProduct, pack, product } from './product';
import { type Constants, sandwich } from './sandwich';
import { addRows, blemishes } from './sums';

interface Memory {
  buffer: ArrayBufferLike;
}

// What is used of it; the compiler's own description is part of its DOM library.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: object } }>;
};

// The matrices of Winograd's F(2x2, 3x3); see tiles/plan.ts.
const IMAGE: Constants = [
  [1, 0, -1, 0],
  [0, 1, 1, 0],
  [0, -1, 1, 0],
  [0, 1, 0, -1],
];
const FILTER: Constants = [
  [1, 0, 0],
  [0.5, 0.5, 0.5],
  [0.5, -0.5, 0.5],
  [0, 0, 1],
];
const OUTCOME: Constants = [
  [1, 1, 1, 0],
  [0, 1, -1, -1],
];

const routines = {
  addProduct,
  addRows,
  blemishes,
  copyRows,
  filterTiles: sandwich(FILTER),
  filterTilesGradient: sandwich(transposed(FILTER)),
  imageTiles: sandwich(IMAGE),
  maxQuarters,
  maxQuartersGradient,
  outcomeTiles: sandwich(OUTCOME),
  outcomeTilesGradient: sandwich(transposed(OUTCOME)),
  pack,
  patches,
  product,
  relu,
  relu6,
};

/** The routines by name. Parameters are whole numbers: addresses and distances in bytes, and counts. */
export type Simd = Record<keyof typeof routines, (...parameters: number[]) => void>;

const loaded = new WeakMap<BackendWasm, Simd>();

/**
 * Makes this engine's own routines for a backend: vector instructions on the backend's heap.
 *
 * @throws Error where WebAssembly has no vector instructions.
 */
export async function loadSimd(backend: BackendWasm): Promise<void> {
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) throw new Error(NO_VECTORS);
  const memory = memoryOf(backend);
  const bytes = assemble(
    routines,
    typeof SharedArrayBuffer === 'function' && memory.buffer instanceof SharedArrayBuffer,
  );
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
  loaded.set(backend, instance.exports as Simd);
}

/** The routines of a backend that `loadSimd` has been through. */
export function simd(backend: BackendWasm): Simd {
  return loaded.get(backend)!;
}

// The threaded build of the backend, which browsers may choose, imports its memory; the others export it.
function memoryOf(backend: BackendWasm): Memory {
  const module = backend.wasm as unknown as {
    asm: { memory?: Memory };
    wasmMemory: Memory;
  };
  return module.asm.memory ?? module.wasmMemory;
}

function transposed(matrix: Constants): Constants {
  return matrix[0]!.map((_, column) => matrix.map((row) => row[column]!));
}

const NO_VECTORS =
  'loadWasm: this browser’s WebAssembly has no vector instructions (SIMD); expected Chrome 91, Firefox 89, ' +
  'Safari 16.4 or later. Update the browser';
