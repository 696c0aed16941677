import type { BatchMatMulAttrs, BatchMatMulInputs, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { runUpstream, wasmKernel } from './kernel';

/**
 * Multiplies matrices. An argument to be transposed is transposed first, as the gradients of every dense
 * layer ask for it: the backend's own runs a plain loop then, five to ten times slower. And a right-hand
 * matrix met under two shapes gives the right product: the backend's own keeps packed weights by the
 * data alone and answers with the wrong numbers. It keeps the stacks of matrices.
 */
export const batchMatMul = wasmKernel<BatchMatMulInputs, BatchMatMulAttrs>(
  'BatchMatMul',
  ({ inputs: { a, b }, attrs, backend }) => {
    if (![a, b].every((matrix) => matrix.shape.length === 2 && matrix.dtype === 'float32'))
      return runUpstream('BatchMatMul', backend, { a, b }, attrs);
    const left = attrs.transposeA ? transposed(backend, a) : a;
    const right = attrs.transposeB ? transposed(backend, b) : asFirstSeen(backend, b);
    const plain = { transposeA: false, transposeB: false };
    const out = runUpstream('BatchMatMul', backend, { a: left, b: right }, plain);
    if (left !== a) backend.disposeData(left.dataId);
    if (right !== b) backend.disposeData(right.dataId);
    return out;
  },
);

// The backend's own transpose copies even a single row or column, so the data is never shared.
function transposed(backend: BackendWasm, matrix: TensorInfo): TensorInfo {
  return runUpstream('Transpose', backend, { x: matrix }, { perm: [1, 0] });
}

const rowsFirstSeen = new WeakMap<object, number>();

function asFirstSeen(backend: BackendWasm, matrix: TensorInfo): TensorInfo {
  const rows = matrix.shape[0]!;
  if (!rowsFirstSeen.has(matrix.dataId)) rowsFirstSeen.set(matrix.dataId, rows);
  if (rowsFirstSeen.get(matrix.dataId) === rows) return matrix;
  return runUpstream('Identity', backend, { x: matrix }, {});
}
