import type { BatchMatMulAttrs, BatchMatMulInputs, TensorInfo } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { addressesOf, floats, share } from './heap';
import { runUpstream, wasmKernel } from './kernel';
import { simd } from './simd';
import { SPARE } from './simd/product';
import { withBlocks } from './workspace';

/**
 * Multiplies two matrices, either of them transposed first if asked for, as the gradients of every dense
 * layer do: the backend's own runs a plain loop then, ten times slower. It also keeps what it packed of a
 * right-hand matrix by the data alone and answers with the wrong numbers when that data comes in another
 * shape. It keeps the stacks of matrices.
 */
export const batchMatMul = wasmKernel<BatchMatMulInputs, BatchMatMulAttrs>(
  'BatchMatMul',
  ({ inputs: { a, b }, attrs, backend }) => {
    if (![a, b].every(isOneMatrix)) return runUpstream('BatchMatMul', backend, { a, b }, attrs);
    const out = matMul(backend, flat(a), flat(b), attrs);
    const stack = Array(Math.max(a.shape.length, b.shape.length) - 2).fill(1);
    return { ...out, shape: [...stack, ...out.shape] };
  },
);

function isOneMatrix({ shape, dtype }: TensorInfo): boolean {
  return dtype === 'float32' && tf.util.sizeFromShape(shape.slice(0, -2)) === 1;
}

function flat(matrix: TensorInfo): TensorInfo {
  return { ...matrix, shape: matrix.shape.slice(-2) };
}

function matMul(
  backend: BackendWasm,
  a: TensorInfo,
  b: TensorInfo,
  { transposeA, transposeB }: BatchMatMulAttrs,
): TensorInfo {
  if (!transposeB) return product(backend, a, b, transposeA);
  const [rows, columns] = [a.shape[transposeA ? 1 : 0]!, b.shape[0]!];
  if (rows > columns) return withTransposed(backend, b, (right) => product(backend, a, right, transposeA));
  // A Bᵀ = (B Aᵀ)ᵀ, where B, the larger one, can stay as it lies.
  if (transposeA) return transposedOf(backend, product(backend, b, a, false));
  return withTransposed(backend, a, (right) => transposedOf(backend, product(backend, b, right, false)));
}

function withTransposed(
  backend: BackendWasm,
  matrix: TensorInfo,
  use: (transposed: TensorInfo) => TensorInfo,
): TensorInfo {
  const transposed = transpose(backend, matrix);
  const out = use(transposed);
  backend.disposeData(transposed.dataId);
  return out;
}

/** The transposed matrix in the place of one that is no longer needed. */
function transposedOf(backend: BackendWasm, matrix: TensorInfo): TensorInfo {
  const out = transpose(backend, matrix);
  backend.disposeData(matrix.dataId);
  return out;
}

function transpose(backend: BackendWasm, matrix: TensorInfo): TensorInfo {
  const [rows, columns] = matrix.shape as [number, number];
  if (rows === 1 || columns === 1) return share(backend, matrix, [columns, rows]);
  return runUpstream('Transpose', backend, { x: matrix }, { perm: [1, 0] });
}

/** Rows of B at once: its part stays in the cache while all rows of A meet it. */
const DEPTH = 256;

/** A B, or Aᵀ B. */
function product(backend: BackendWasm, a: TensorInfo, b: TensorInfo, transposeA: boolean): TensorInfo {
  const [depth, n] = b.shape as [number, number];
  const m = a.shape[transposeA ? 1 : 0]!;
  const out = backend.makeOutput([m, n], 'float32');
  const [row, step] = transposeA ? [4, 4 * m] : [4 * depth, 4];
  if (depth === 0) floats(backend, out).fill(0);
  withBlocks(backend, [Math.min(DEPTH, depth) * 8 * Math.ceil(n / 8), SPARE], (_, panels, spare) => {
    const vector = simd(backend);
    const [left, right, to] = addressesOf(backend, a, b, out);
    for (let start = 0; start < depth; start += DEPTH) {
      const some = Math.min(DEPTH, depth - start);
      vector.pack(right + start * n * 4, 4 * n, some, n, panels);
      const multiply = start === 0 ? vector.product : vector.addProduct;
      multiply(left + start * step, row, step, panels, to, 4 * n, m, n, some, spare);
    }
  });
  return out;
}
