import * as tf from '@tensorflow/tfjs';
import { checkShape, describe, isShapedArray, isTensor, type ShapedArray, tensorValues } from '../form';
import type { NdArray } from '../ndarray';
import { type Nested, toShaped } from '../shaped';

/** An image or a stack of images: nested arrays, values with a shape, or a tensor. Channels come last. */
export type ImageLike = Nested | ShapedArray | tf.Tensor;

/** The type in which images leave, by the type that came in; a tensor (float32) is the caller's. */
export type SameImage<X> = X extends tf.Tensor
  ? X
  : X extends ShapedArray
    ? NdArray
    : X extends readonly (readonly (readonly ArrayLike<number>[])[])[]
      ? number[][][][]
      : number[][][];

/** Height, width, channels. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** One image in single precision, row-major, channels last. */
export interface Image {
  values: Float32Array;
  shape: ImageShape;
}

/** Images of one shape in single precision: `values` holds one after the other. */
export interface ImageStack {
  values: Float32Array;
  count: number;
  shape: ImageShape;
}

/** A stack made of an image or of a stack, with the shape that came in. */
export interface GivenImages extends ImageStack {
  given: number[];
}

/**
 * Reads one image; single-precision values are not copied, so nothing may write into them.
 *
 * @param name what the caller calls it, to begin an error.
 * @throws RangeError when it is not [height, width, channels], is empty, or holds a value that is not finite;
 *   TypeError when it is not numbers.
 */
export function toImage(name: string, x: ImageLike): Image {
  const { values, shape } = read(name, x);
  if (shape.length !== 3 || values.length === 0)
    throw new RangeError(
      `${name}: expected one image [height, width, channels] of at least one value, got ${describe(x)}`,
    );
  checkFinite(name, values);
  return { values, shape: shape as unknown as ImageShape };
}

/** As `toImage`, for a stack [images, height, width, channels]; no image at all is an error. */
export function toImageStack(name: string, x: ImageLike): ImageStack {
  const { values, shape } = read(name, x);
  if (shape.length !== 4 || values.length === 0)
    throw new RangeError(
      `${name}: expected images [images, height, width, channels], at least one, got ${describe(x)}`,
    );
  return stack(name, values, shape);
}

/** As `toImageStack`; one image [height, width, channels] is a stack of one. */
export function toImages(name: string, x: ImageLike): GivenImages {
  const { values, shape } = read(name, x);
  if ((shape.length !== 3 && shape.length !== 4) || values.length === 0)
    throw new RangeError(
      `${name}: expected [height, width, channels] or [images, height, width, channels], got ${describe(x)}`,
    );
  return { ...stack(name, values, shape.length === 3 ? [1, ...shape] : shape), given: shape };
}

/** The image at `index` of a stack, in the stack's own memory. */
export function imageAt({ values, shape }: Omit<ImageStack, 'count'>, index: number): Image {
  const size = shape[0] * shape[1] * shape[2];
  return { values: values.subarray(index * size, (index + 1) * size), shape };
}

/**
 * Gives images back in the form in which `like` came.
 *
 * @param shape that of `like`.
 */
export function fromImages<X extends ImageLike>(
  values: Float32Array,
  shape: readonly number[],
  like: X,
): SameImage<X> {
  return inForm(values, shape, like) as SameImage<X>;
}

function inForm(values: Float32Array, shape: readonly number[], like: ImageLike): ImageLike {
  if (isTensor(like)) return tf.tensor(values, [...shape], 'float32');
  return isShapedArray(like) ? { values, shape: [...shape] } : nest(values, shape);
}

function nest(values: Float32Array, [side = 0, ...inner]: readonly number[]): Nested {
  if (inner.length === 0) return Array.from(values);
  const size = values.length / side;
  return Array.from({ length: side }, (_, i) => nest(values.subarray(i * size, (i + 1) * size), inner));
}

function stack(name: string, values: Float32Array, [count, ...shape]: number[]): ImageStack {
  checkFinite(name, values);
  return { values, count: count!, shape: shape as unknown as ImageShape };
}

function read(name: string, x: ImageLike): { values: Float32Array; shape: number[] } {
  if (isTensor(x)) return { values: single(tensorValues(name, x)), shape: x.shape };
  if (isShapedArray(x)) {
    checkShape(name, x);
    return { values: single(x.values), shape: x.shape };
  }
  const { values, shape } = toShaped(name, x);
  return { values: Float32Array.from(values), shape };
}

function single(values: Float32Array | Float64Array | Int32Array | Uint8Array): Float32Array {
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

function checkFinite(name: string, values: Float32Array): void {
  for (let at = 0; at < values.length; at++)
    if (!Number.isFinite(values[at]!))
      throw new RangeError(
        `${name}: expected finite values, got ${values[at]} at value ${at}; mend or drop that image first`,
      );
}
