import type { Matrix, MatrixLike } from '../matrix';
import { multiplyThenAdd, subtractThenDivide, withoutZeros } from './affine';
import { normalQuantile } from './normal-quantile';
import { median, percentiles } from './percentile';
import { Scaler } from './scaler';
import { fromJson, needed, type ScalerJson, toJson } from './scaler-json';

export interface RobustScalerOptions {
  /** Whether to subtract the median. Default true. */
  withCentering?: boolean;
  /** Whether to divide by the range between the quantiles. Default true. */
  withScaling?: boolean;
  /** The two quantiles, in percent. Default [25, 75]. */
  quantileRange?: readonly [number, number];
  /** Whether to divide such that normally distributed features get variance 1. Default false. */
  unitVariance?: boolean;
}

interface State {
  features: number;
  center?: Float64Array;
  scale?: Float64Array;
}

/**
 * Subtracts each feature's median and divides by its interquartile range, so that outliers do not set the
 * scale: as scikit-learn's `RobustScaler` (1.4), which has no `partialFit` either. Fit it on training rows only.
 *
 * A feature without spread between the quantiles gets scale 1. NaN is left out of `fit` and kept by
 * `transform`; an infinity is an error. As there, `x` is [rows, features] and nothing else: reshape images to
 * [images, height * width * channels] for a scale per pixel, or to [images * height * width, channels]
 * for one per channel. Different from there on purpose: a float32 tensor or array is computed in double
 * precision and rounded once.
 *
 * @throws RangeError when `quantileRange` is not within 0 and 100, or falls.
 * @example
 * const scaler = new RobustScaler();
 * scaler.fitTransform([[1], [2], [3], [4], [1000]]); // [[-1], [-0.5], [0], [0.5], [498.5]]
 */
export class RobustScaler extends Scaler {
  protected readonly className = 'RobustScaler';
  readonly withCentering: boolean;
  readonly withScaling: boolean;
  readonly quantileRange: readonly [number, number];
  readonly unitVariance: boolean;
  #state: State | undefined;

  constructor(options: RobustScalerOptions = {}) {
    super();
    const [low, high] = options.quantileRange ?? [25, 75];
    if (!(0 <= low && low <= high && high <= 100))
      throw new RangeError(
        `RobustScaler: quantileRange: expected [low, high] with 0 <= low <= high <= 100, got [${options.quantileRange}]`,
      );
    this.withCentering = options.withCentering ?? true;
    this.withScaling = options.withScaling ?? true;
    this.quantileRange = [low, high];
    this.unitVariance = options.unitVariance ?? false;
  }

  /** Median of each feature. */
  get center(): number[] {
    return this.parameter('center', this.#state?.center);
  }

  /** Divisor of each feature. */
  get scale(): number[] {
    return this.parameter('scale', this.#state?.scale);
  }

  /**
   * Learns median and quantiles of each feature.
   *
   * @param x [rows, features].
   * @throws RangeError when a value is infinite.
   */
  fit(x: MatrixLike): this {
    this.learn(this.read('fit', x));
    return this;
  }

  toJSON(): ScalerJson {
    const { withCentering, withScaling, quantileRange, unitVariance } = this;
    const options = { withCentering, withScaling, quantileRange, unitVariance };
    if (!this.#state) return toJson('RobustScaler', options, undefined);
    const { features, ...parameters } = this.#state;
    return toJson('RobustScaler', options, { features, parameters });
  }

  /**
   * Reads what `toJSON` gave, as an object or as text.
   *
   * @throws RangeError when it is not a RobustScaler's.
   */
  static fromJSON(json: string | ScalerJson): RobustScaler {
    const { options, fitted } = fromJson('RobustScaler', json);
    const scaler = new RobustScaler(options);
    if (!fitted) return scaler;
    scaler.#state = {
      features: fitted.features,
      ...(scaler.withCentering && { center: needed('RobustScaler', fitted, 'center') }),
      ...(scaler.withScaling && { scale: needed('RobustScaler', fitted, 'scale') }),
    };
    return scaler;
  }

  protected features(): number | undefined {
    return this.#state?.features;
  }

  protected learn(rows: Matrix): void {
    const columns = Array.from({ length: rows.columns }, (_, j) => column(rows, j));
    this.#state = {
      features: rows.columns,
      ...(this.withCentering && { center: Float64Array.from(columns, median) }),
      ...(this.withScaling && { scale: this.#scaleOf(columns) }),
    };
  }

  protected forward(rows: Matrix): void {
    subtractThenDivide(rows, this.#shift(rows.columns), this.#divisor(rows.columns));
  }

  protected backward(rows: Matrix): void {
    multiplyThenAdd(rows, this.#divisor(rows.columns), this.#shift(rows.columns));
  }

  #scaleOf(columns: Float64Array[]): Float64Array {
    const [low, high] = this.quantileRange;
    const ranges = columns.map((values) => {
      const [a, b] = percentiles(values, [low, high]);
      return b! - a!;
    });
    const unit = this.unitVariance ? normalQuantile(high / 100) - normalQuantile(low / 100) : 1;
    return withoutZeros(Float64Array.from(ranges)).map((range) => range / unit);
  }

  #shift(columns: number): Float64Array {
    return this.#state!.center ?? new Float64Array(columns);
  }

  #divisor(columns: number): Float64Array {
    return this.#state!.scale ?? new Float64Array(columns).fill(1);
  }
}

function column({ values, rows, columns }: Matrix, j: number): Float64Array {
  const result = new Float64Array(rows);
  for (let i = 0; i < rows; i++) result[i] = values[i * columns + j]!;
  return result;
}
