import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';

const BACKEND = 'tensorflow';

/** Whether a call leaves its tensor as it is. */
type IsNoOp = (x: TensorInfo, attributes: Record<string, unknown>) => boolean;

const NO_OPS: Record<string, IsNoOp> = {
  Reshape: (x, { shape }) => tf.util.arraysEqual(x.shape, shape as number[]),
  Cast: (x, { dtype }) => x.dtype === dtype,
};

/**
 * Has a reshape to the same shape and a cast to the same type share the tensor's memory, in place of an operation of
 * TensorFlow's: of a step of backpropagation one operation in six is such.
 *
 * @returns a function that takes it back.
 */
export function installNoOps(): () => void {
  const originals = Object.keys(NO_OPS).map((name) => tf.getKernel(name, BACKEND));
  for (const original of originals) replace({ ...original, kernelFunc: shared(original) });
  return () => originals.forEach(replace);
}

function shared({ kernelName, kernelFunc }: tf.KernelConfig): KernelFunc {
  const isNoOp = NO_OPS[kernelName]!;
  const { kernelFunc: identity } = tf.getKernel('Identity', BACKEND);
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo };
    return isNoOp(x, call.attrs ?? {}) ? identity(call) : kernelFunc(call);
  };
}

function replace(kernel: tf.KernelConfig): void {
  tf.unregisterKernel(kernel.kernelName, BACKEND);
  tf.registerKernel(kernel);
}
