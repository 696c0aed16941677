import type { ImageStack } from './image';
import { symmetricEigen } from './symmetric-eigen';

/** Singular values below this share of the largest are rounding. */
const RANK_TOLERANCE = 1e-6;

/** Decorrelates the values of an image and gives each the same variance, staying close to the image (ZCA). */
export class Whitening {
  private constructor(
    /** Values of an image. */
    readonly size: number,
    /** One direction after another, `size` numbers each. */
    private readonly directions: Float64Array,
    /** Factor of each direction. */
    private readonly factors: Float64Array,
  ) {}

  /**
   * Learns from centred images, as Keras 2.15: directions u and singular values s of the images, factors
   * sqrt(n) / (s + epsilon). Directions in which the images do not vary are dropped; Keras multiplies whatever
   * rounding leaves there by sqrt(n) / epsilon.
   */
  static fit({ values, count }: ImageStack, epsilon: number): Whitening {
    const size = values.length / count;
    const { vectors, squares } =
      size <= count ? ofValues(values, count, size) : ofImages(values, count, size);
    const singular = squares.map((square) => Math.sqrt(Math.max(0, square)));
    const largest = singular.reduce((most, s) => Math.max(most, s), 0);
    const factors = singular.map((s) =>
      s > RANK_TOLERANCE * largest ? Math.sqrt(count) / (s + epsilon) : 0,
    );
    return new Whitening(size, vectors, factors);
  }

  /** Whitens one image of `size` values. */
  apply(image: Float32Array): Float64Array {
    const result = new Float64Array(this.size);
    this.factors.forEach((factor, k) => {
      const direction = this.directions.subarray(k * this.size, (k + 1) * this.size);
      const amount = factor * dot(direction, image);
      for (let i = 0; i < this.size; i++) result[i]! += amount * direction[i]!;
    });
    return result;
  }
}

/** Of few values and many images: the directions are the eigenvectors of the values' products. */
function ofValues(values: Float32Array, count: number, size: number) {
  const products = new Float64Array(size * size);
  for (let n = 0; n < count; n++)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) products[i * size + j]! += values[n * size + i]! * values[n * size + j]!;
  const { vectors, eigenvalues } = symmetricEigen(products, size);
  return { vectors, squares: eigenvalues };
}

/** Of few images and many values: the directions are sums of images, weighted by eigenvectors of theirs. */
function ofImages(values: Float32Array, count: number, size: number) {
  const image = (n: number) => values.subarray(n * size, (n + 1) * size);
  const products = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++) products[a * count + b] = dot(image(a), image(b));
  const { vectors: weights, eigenvalues } = symmetricEigen(products, count);
  const vectors = new Float64Array(count * size);
  for (let k = 0; k < count; k++)
    for (let n = 0; n < count; n++) {
      const weight = weights[k * count + n]! / Math.sqrt(Math.max(eigenvalues[k]!, Number.MIN_VALUE));
      for (let i = 0; i < size; i++) vectors[k * size + i]! += weight * values[n * size + i]!;
    }
  return { vectors, squares: eigenvalues };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
