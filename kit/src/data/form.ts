import type * as tf from '@tensorflow/tfjs';

/** Numbers with a shape, in row-major order, in single or double precision. An `NdArray` is one. */
export interface ShapedArray {
  values: Float32Array | Float64Array;
  shape: number[];
}

/** Any typed array of numbers (64-bit integers are bigints, so not these). */
export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array;

// As tfjs itself tells its tensors, so that those of another copy of it count too.
export function isTensor(x: unknown): x is tf.Tensor {
  return typeof x === 'object' && x !== null && 'dataSync' in x && 'throwIfDisposed' in x;
}

export function isTypedArray(x: unknown): x is TypedArray {
  return ArrayBuffer.isView(x) && !(x instanceof DataView) && !isBigIntArray(x);
}

export function isShapedArray(x: unknown): x is ShapedArray {
  if (typeof x !== 'object' || x === null || isTensor(x)) return false;
  return 'values' in x && 'shape' in x && isTypedArray(x.values) && Array.isArray(x.shape);
}

/** Says what came, for an error: `a tensor of shape [3,2]`, `an array of 4`, `undefined`. */
export function describe(x: unknown): string {
  if (isTensor(x)) return `a ${x.dtype} tensor of shape [${x.shape}]`;
  if (isShapedArray(x)) return `${x.values.length} values of shape [${x.shape}]`;
  if (isTypedArray(x)) return `a ${x.constructor.name} of ${x.length}`;
  if (Array.isArray(x)) return `an array of shape [${nestedShape(x)}]`;
  if (typeof x === 'object' && x !== null)
    return `an object with keys ${Object.keys(x).join(', ') || '(none)'}`;
  return typeof x === 'string' ? JSON.stringify(x) : String(x);
}

/** Reads a numeric tensor's values, row by row. */
export function tensorValues(name: string, x: tf.Tensor): Float32Array | Int32Array | Uint8Array {
  if (x.dtype !== 'float32' && x.dtype !== 'int32' && x.dtype !== 'bool')
    throw new TypeError(`${name}: expected a tensor of numbers, got ${describe(x)}`);
  return x.dataSync();
}

/** Refuses a shape that does not count the values it comes with. */
export function checkShape(name: string, { values, shape }: ShapedArray): void {
  const size = shape.reduce((product, side) => product * side, 1);
  if (size === values.length) return;
  throw new RangeError(`${name}: shape [${shape}] holds ${size} values, got ${values.length}`);
}

/** Sides of a nested array, read along its first elements. */
function nestedShape(x: ArrayLike<unknown>): number[] {
  const first = x[0];
  const nested = Array.isArray(first) || isTypedArray(first);
  return nested ? [x.length, ...nestedShape(first)] : [x.length];
}

function isBigIntArray(x: ArrayBufferView): boolean {
  return x instanceof BigInt64Array || x instanceof BigUint64Array;
}
