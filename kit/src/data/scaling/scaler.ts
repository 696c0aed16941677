import { checkFinite, fromMatrix, type Matrix, type MatrixLike, type SameForm, toMatrix } from '../matrix';
import type { ScalerJson } from './scaler-json';

/** What every scaler shares: it learns from the training rows, then changes rows the same way. */
export abstract class Scaler {
  /** For errors; the constructor's own name does not survive a minifier. */
  protected abstract readonly className: string;
  /** Number of features it was fitted with, or undefined before `fit`. */
  protected abstract features(): number | undefined;
  /** Forgets what it knew and learns from these rows. */
  protected abstract learn(rows: Matrix): void;
  /** Scales in place. */
  protected abstract forward(rows: Matrix): void;
  /** Undoes `forward` in place. */
  protected abstract backward(rows: Matrix): void;

  /** Plain data that `JSON.stringify` writes and the class's `fromJSON` reads. */
  abstract toJSON(): ScalerJson;

  /**
   * Scales rows by what `fit` learned. NaN stays NaN.
   *
   * @param x [rows, features]: nested arrays, values with a shape, or a tensor (of rank 2: see the class on images).
   * @returns new rows in the form of `x`; a tensor is the caller's to dispose.
   * @throws Error before `fit`; RangeError when the number of features is another, or a value is infinite.
   */
  transform<X extends MatrixLike>(x: X): SameForm<X> {
    const rows = this.readFitted('transform', x);
    this.forward(rows);
    return fromMatrix<X>(rows);
  }

  /**
   * Undoes `transform`.
   *
   * @param x scaled rows [rows, features].
   * @returns new rows in the form of `x`; a tensor is the caller's to dispose.
   * @throws Error before `fit`; RangeError when the number of features is another, or a value is infinite.
   */
  inverseTransform<X extends MatrixLike>(x: X): SameForm<X> {
    const rows = this.readFitted('inverseTransform', x);
    this.backward(rows);
    return fromMatrix<X>(rows);
  }

  /**
   * `fit(x)` and then `transform(x)`. For training rows only: fitted on validation or test rows too, a
   * scaler leaks them into training.
   */
  fitTransform<X extends MatrixLike>(x: X): SameForm<X> {
    const rows = this.read('fitTransform', x);
    this.learn(rows);
    this.forward(rows);
    return fromMatrix<X>(rows);
  }

  /** Copies rows in, allowing NaN as a missing value. */
  protected read(method: string, x: MatrixLike): Matrix {
    const name = `${this.className}.${method}: x`;
    const rows = toMatrix(name, x);
    checkFinite(name, rows, true);
    return rows;
  }

  /** As `read`, for a scaler that must be fitted with as many features. */
  protected readFitted(method: string, x: MatrixLike): Matrix {
    const fitted = this.features();
    if (fitted === undefined) throw this.notFitted(method);
    const rows = this.read(method, x);
    this.checkFeatures(method, rows, fitted);
    return rows;
  }

  protected checkFeatures(method: string, { columns }: Matrix, fitted: number): void {
    if (columns === fitted) return;
    throw new RangeError(
      `${this.className}.${method}: x has ${columns} features, but the scaler was fitted with ${fitted}; pass the same features in the same order`,
    );
  }

  protected notFitted(method: string): Error {
    const name = this.className;
    return new Error(
      `${name}.${method}: this ${name} is not fitted yet; call fit or fitTransform with the training rows first`,
    );
  }

  /** A fitted parameter as a plain array. */
  protected parameter(name: string, values: Float64Array | undefined): number[] {
    if (this.features() === undefined) throw this.notFitted(name);
    if (values === undefined)
      throw new Error(`${this.className}.${name}: not learned, because the options turn it off`);
    return Array.from(values);
  }
}
