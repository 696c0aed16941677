import type { Matrix, MatrixLike } from '../matrix';
import { multiplyThenAdd, subtractThenDivide, withoutZeros } from './affine';
import { Scaler } from './scaler';
import { fromJson, needed, type ScalerJson, toJson } from './scaler-json';

export interface MinMaxScalerOptions {
  /** Where the smallest and the largest training value go. Default [0, 1]. */
  featureRange?: readonly [number, number];
  /** Whether `transform` cuts values outside the training range to `featureRange`. Default false. */
  clip?: boolean;
}

interface State {
  dataMin: Float64Array;
  dataMax: Float64Array;
  nSamplesSeen: number;
}

/**
 * Moves each feature linearly so that its training minimum and maximum become `featureRange`, as
 * scikit-learn's `MinMaxScaler` (1.4). Fit it on training rows only.
 *
 * A constant feature goes to the lower end. NaN is left out of `fit` and kept by `transform`; an infinity
 * is an error. As there, `x` is [rows, features] and nothing else: reshape images to
 * [images, height * width * channels] for a range per pixel, or to [images * height * width, channels]
 * for one per channel. Different from there on purpose: a float32 tensor or array is computed in double
 * precision and rounded once.
 *
 * @throws RangeError when `featureRange` does not rise.
 * @example
 * const scaler = new MinMaxScaler();
 * scaler.fitTransform([[0, 10], [4, 30]]); // [[0, 0], [1, 1]]
 * scaler.transform([[2, 40]]); // [[0.5, 1.5]]
 * scaler.inverseTransform([[0.5, 1.5]]); // [[2, 40]]
 */
export class MinMaxScaler extends Scaler {
  protected readonly className = 'MinMaxScaler';
  readonly featureRange: readonly [number, number];
  readonly clip: boolean;
  #state: State | undefined;

  constructor({ featureRange = [0, 1], clip = false }: MinMaxScalerOptions = {}) {
    super();
    const [low, high] = featureRange;
    if (!(low < high) || !Number.isFinite(high - low))
      throw new RangeError(
        `MinMaxScaler: featureRange: expected [low, high] with low < high, got [${featureRange}]`,
      );
    this.featureRange = [low, high];
    this.clip = clip;
  }

  /** Smallest training value of each feature. */
  get dataMin(): number[] {
    return this.parameter('dataMin', this.#state?.dataMin);
  }

  /** Largest training value of each feature. */
  get dataMax(): number[] {
    return this.parameter('dataMax', this.#state?.dataMax);
  }

  /** `dataMax - dataMin` of each feature. */
  get dataRange(): number[] {
    return this.parameter('dataRange', this.#state && dataRange(this.#state));
  }

  /** Factor of each feature: `x * scale + min`. */
  get scale(): number[] {
    return this.parameter('scale', this.#state && this.#scale());
  }

  /** What is added to each feature: `x * scale + min`. */
  get min(): number[] {
    return this.parameter('min', this.#state && this.#min());
  }

  /** Rows seen. */
  get nSamplesSeen(): number {
    if (!this.#state) throw this.notFitted('nSamplesSeen');
    return this.#state.nSamplesSeen;
  }

  /**
   * Learns each feature's range from these rows alone.
   *
   * @param x [rows, features].
   * @throws RangeError when a value is infinite.
   */
  fit(x: MatrixLike): this {
    this.learn(this.read('fit', x));
    return this;
  }

  /**
   * Widens each feature's range by more rows.
   *
   * @param x [rows, features].
   * @throws RangeError when a value is infinite or the number of features is another than before.
   */
  partialFit(x: MatrixLike): this {
    const rows = this.read('partialFit', x);
    const last = this.#state;
    if (last) this.checkFeatures('partialFit', rows, last.dataMin.length);
    const next = ranges(rows);
    this.#state = last ? joined(last, next) : next;
    return this;
  }

  toJSON(): ScalerJson {
    const options = { featureRange: this.featureRange, clip: this.clip };
    if (!this.#state) return toJson('MinMaxScaler', options, undefined);
    const { nSamplesSeen, ...parameters } = this.#state;
    return toJson('MinMaxScaler', options, { features: parameters.dataMin.length, nSamplesSeen, parameters });
  }

  /**
   * Reads what `toJSON` gave, as an object or as text.
   *
   * @throws RangeError when it is not a MinMaxScaler's.
   */
  static fromJSON(json: string | ScalerJson): MinMaxScaler {
    const { options, fitted } = fromJson('MinMaxScaler', json);
    const scaler = new MinMaxScaler(options);
    if (!fitted) return scaler;
    scaler.#state = {
      dataMin: needed('MinMaxScaler', fitted, 'dataMin'),
      dataMax: needed('MinMaxScaler', fitted, 'dataMax'),
      nSamplesSeen: fitted.nSamplesSeen ?? 0,
    };
    return scaler;
  }

  protected features(): number | undefined {
    return this.#state?.dataMin.length;
  }

  protected learn(rows: Matrix): void {
    this.#state = ranges(rows);
  }

  protected forward(rows: Matrix): void {
    multiplyThenAdd(rows, this.#scale(), this.#min());
    if (this.clip) clamp(rows.values, this.featureRange);
  }

  protected backward(rows: Matrix): void {
    subtractThenDivide(rows, this.#min(), this.#scale());
  }

  #scale(): Float64Array {
    const [low, high] = this.featureRange;
    return withoutZeros(dataRange(this.#state!)).map((range) => (high - low) / range);
  }

  #min(): Float64Array {
    const scale = this.#scale();
    return this.#state!.dataMin.map((least, j) => this.featureRange[0] - least * scale[j]!);
  }
}

function dataRange({ dataMin, dataMax }: State): Float64Array {
  return dataMax.map((most, j) => most - dataMin[j]!);
}

/** Smallest and largest value of each column that is there; NaN where none is. */
function ranges({ values, rows, columns }: Matrix): State {
  const dataMin = new Float64Array(columns).fill(Number.NaN);
  const dataMax = new Float64Array(columns).fill(Number.NaN);
  for (let at = 0; at < values.length; at += columns)
    for (let j = 0; j < columns; j++) {
      const value = values[at + j]!;
      // Negated, so that the first value replaces NaN.
      if (!(value >= dataMin[j]!) && !Number.isNaN(value)) dataMin[j] = value;
      if (!(value <= dataMax[j]!) && !Number.isNaN(value)) dataMax[j] = value;
    }
  return { dataMin, dataMax, nSamplesSeen: rows };
}

// A batch without any value leaves NaN, as scikit-learn's `np.minimum` does.
function joined(a: State, b: State): State {
  return {
    dataMin: a.dataMin.map((least, j) => Math.min(least, b.dataMin[j]!)),
    dataMax: a.dataMax.map((most, j) => Math.max(most, b.dataMax[j]!)),
    nSamplesSeen: a.nSamplesSeen + b.nSamplesSeen,
  };
}

function clamp(values: Float64Array, [low, high]: readonly [number, number]): void {
  for (let i = 0; i < values.length; i++) values[i] = Math.min(Math.max(values[i]!, low), high);
}
