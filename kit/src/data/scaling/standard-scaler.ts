import { checkFinite, type Matrix, type MatrixLike } from '../matrix';
import { toVector, type VectorLike } from '../vector';
import { multiplyThenAdd, subtractThenDivide } from './affine';
import { columnSums, type Moments, updateMoments } from './moments';
import { Scaler } from './scaler';
import { fromJson, needed, type ScalerJson, toJson } from './scaler-json';

export interface StandardScalerOptions {
  /** Whether to subtract the mean. Default true. */
  withMean?: boolean;
  /** Whether to divide by the standard deviation. Default true. */
  withStd?: boolean;
}

interface State {
  seen: Float64Array;
  mean?: Float64Array;
  variance?: Float64Array;
  scale?: Float64Array;
}

/**
 * Gives each feature mean 0 and standard deviation 1: `(x - mean) / scale`, as scikit-learn's
 * `StandardScaler` (1.4). Fit it on training rows only.
 *
 * The variance is the population's (divided by n), accumulated in double precision. A constant feature gets
 * scale 1, so it becomes 0. NaN is left out of `fit` and kept by `transform`; an infinity is an error.
 * As there, `x` is [rows, features] and nothing else: reshape images to [images, height * width * channels]
 * for a mean per pixel, or to [images * height * width, channels] for one per channel.
 * Different from there on purpose: a float32 tensor or array is computed in double precision and rounded once.
 *
 * @example
 * const scaler = new StandardScaler();
 * scaler.fitTransform([[0, 10], [2, 30]]); // [[-1, -1], [1, 1]]
 * scaler.transform([[1, 40]]); // [[0, 2]]
 * scaler.inverseTransform([[0, 2]]); // [[1, 40]]
 */
export class StandardScaler extends Scaler {
  protected readonly className = 'StandardScaler';
  readonly withMean: boolean;
  readonly withStd: boolean;
  #state: State | undefined;

  constructor({ withMean = true, withStd = true }: StandardScalerOptions = {}) {
    super();
    this.withMean = withMean;
    this.withStd = withStd;
  }

  /** Mean of each feature. */
  get mean(): number[] {
    return this.parameter('mean', this.#state?.mean);
  }

  /** Population variance of each feature. */
  get variance(): number[] {
    return this.parameter('variance', this.#state?.variance);
  }

  /** Divisor of each feature: the standard deviation, or 1 where the feature is constant. */
  get scale(): number[] {
    return this.parameter('scale', this.#state?.scale);
  }

  /** Rows seen (their weight, if weighted); one number a feature where NaN makes them differ. */
  get nSamplesSeen(): number | number[] {
    const seen = this.parameter('nSamplesSeen', this.#state?.seen);
    return seen.every((count) => count === seen[0]) ? seen[0]! : seen;
  }

  /**
   * Learns mean and variance from these rows alone.
   *
   * @param x [rows, features].
   * @param sampleWeight one number a row; each counts 1 by default.
   * @throws RangeError when a value or a weight is infinite, or there is not a weight for each row.
   */
  fit(x: MatrixLike, sampleWeight?: VectorLike): this {
    const rows = this.read('fit', x);
    this.#state = this.#learned(undefined, rows, this.#weights('fit', sampleWeight, rows));
    return this;
  }

  /**
   * Learns from more rows, on top of those seen so far: batch after batch gives what one `fit` on all rows gives.
   *
   * @param x [rows, features].
   * @param sampleWeight one number a row; each counts 1 by default.
   * @throws RangeError as `fit`, and when the number of features is another than before.
   */
  partialFit(x: MatrixLike, sampleWeight?: VectorLike): this {
    const rows = this.read('partialFit', x);
    if (this.#state) this.checkFeatures('partialFit', rows, this.#state.seen.length);
    this.#state = this.#learned(this.#state, rows, this.#weights('partialFit', sampleWeight, rows));
    return this;
  }

  toJSON(): ScalerJson {
    const options = { withMean: this.withMean, withStd: this.withStd };
    const state = this.#state;
    return toJson(
      'StandardScaler',
      options,
      state && { features: state.seen.length, parameters: { ...state } },
    );
  }

  /**
   * Reads what `toJSON` gave, as an object or as text.
   *
   * @throws RangeError when it is not a StandardScaler's.
   */
  static fromJSON(json: string | ScalerJson): StandardScaler {
    const { options, fitted } = fromJson('StandardScaler', json);
    const scaler = new StandardScaler(options);
    if (!fitted) return scaler;
    const read = (name: string) => needed('StandardScaler', fitted, name);
    scaler.#state = {
      seen: read('seen'),
      ...((scaler.withMean || scaler.withStd) && { mean: read('mean') }),
      ...(scaler.withStd && { variance: read('variance'), scale: read('scale') }),
    };
    return scaler;
  }

  protected features(): number | undefined {
    return this.#state?.seen.length;
  }

  protected learn(rows: Matrix): void {
    this.#state = this.#learned(undefined, rows, undefined);
  }

  protected forward(rows: Matrix): void {
    subtractThenDivide(rows, this.#shift(rows.columns), this.#divisor(rows.columns));
  }

  protected backward(rows: Matrix): void {
    multiplyThenAdd(rows, this.#divisor(rows.columns), this.#shift(rows.columns));
  }

  #shift(columns: number): Float64Array {
    return this.withMean ? this.#state!.mean! : new Float64Array(columns);
  }

  #divisor(columns: number): Float64Array {
    return this.withStd ? this.#state!.scale! : new Float64Array(columns).fill(1);
  }

  #learned(last: State | undefined, rows: Matrix, weight: Float64Array | undefined): State {
    if (!this.withMean && !this.withStd) {
      const { seen } = columnSums(rows, weight);
      return { seen: seen.map((count, j) => count + (last?.seen[j] ?? 0)) };
    }
    const moments = updateMoments(last as Moments | undefined, rows, weight, this.withStd);
    return moments.variance ? { ...moments, scale: scaleOf(moments as Required<Moments>) } : moments;
  }

  #weights(method: string, sampleWeight: VectorLike | undefined, { rows }: Matrix): Float64Array | undefined {
    if (sampleWeight === undefined) return undefined;
    const name = `StandardScaler.${method}: sampleWeight`;
    const values = toVector(name, sampleWeight);
    if (values.length !== rows)
      throw new RangeError(`${name}: expected a weight for each of ${rows} rows, got ${values.length}`);
    checkFinite(name, { values, rows, columns: 1, form: 'nested' });
    return values;
  }
}

function scaleOf({ seen, mean, variance }: Required<Moments>): Float64Array {
  return variance.map((spread, j) => (isConstant(spread, mean[j]!, seen[j]!) ? 1 : Math.sqrt(spread)));
}

/** Whether a variance is no more than what rounding leaves of a constant, as scikit-learn's `_is_constant_feature`. */
function isConstant(variance: number, mean: number, n: number): boolean {
  const eps = Number.EPSILON;
  return variance <= n * eps * variance + (n * mean * eps) ** 2;
}
