import type { FeatureStatistics, Summary } from './run';

/** To these digits a feature counts as scaled to the whole of [0, 1]. */
const UNIT = 1e-6;
/**
 * A scaler's ends are one row each, or two that tie. Of ends that nature sets (white pixels, categories, marks) a part
 * has none, or many: whatever the share, at most 0.35 of such features have one or two rows at both ends, by Poisson.
 */
const ENDS = 2;

/** Moments of each feature over rows. */
export class FeatureMoments {
  rows = 0;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** Rows at either end. */
  readonly atLeast: Uint32Array;
  readonly atMost: Uint32Array;

  constructor(readonly width: number) {
    this.sums = new Float64Array(width);
    this.squares = new Float64Array(width);
    this.least = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
    this.most = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
    this.atLeast = new Uint32Array(width);
    this.atMost = new Uint32Array(width);
  }

  /** Of the rows of both. */
  with(other: FeatureMoments): FeatureMoments {
    const both = new FeatureMoments(this.width);
    both.rows = this.rows + other.rows;
    for (let i = 0; i < this.width; i++) {
      both.sums[i] = this.sums[i]! + other.sums[i]!;
      both.squares[i] = this.squares[i]! + other.squares[i]!;
      both.least[i] = Math.min(this.least[i]!, other.least[i]!);
      both.most[i] = Math.max(this.most[i]!, other.most[i]!);
      for (const one of [this, other]) {
        if (one.least[i] === both.least[i]) both.atLeast[i]! += one.atLeast[i]!;
        if (one.most[i] === both.most[i]) both.atMost[i]! += one.atMost[i]!;
      }
    }
    return both;
  }

  /** Over the values of all features. */
  overAll(): Summary {
    let [min, max, sum, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
    for (let i = 0; i < this.width; i++) {
      min = Math.min(min, this.least[i]!);
      max = Math.max(max, this.most[i]!);
      sum += this.sums[i]!;
      squares += this.squares[i]!;
    }
    const n = this.rows * this.width;
    return { min, max, mean: sum / n, sd: Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2)) };
  }

  describe(): FeatureStatistics {
    const changing = [...this.sums.keys()].filter((i) => this.least[i] !== this.most[i]);
    // Marks and one-hot columns are left as they are by whoever scales the others.
    const measured = changing.filter((i) => this.atLeast[i]! + this.atMost[i]! < this.rows);
    const scaled = measured.length > 0 ? measured : changing;
    const deviations = changing.map((i) => this.deviation(i));
    const average = (of: (i: number) => number) =>
      scaled.reduce((sum, i) => sum + of(i), 0) / Math.max(1, scaled.length);
    const low = deviations.reduce((least, sd) => Math.min(least, sd), Number.POSITIVE_INFINITY);
    const high = deviations.reduce((most, sd) => Math.max(most, sd), 0);
    return {
      count: changing.length,
      measured: scaled.length,
      meanOff: average((i) => Math.abs(this.sums[i]! / this.rows)),
      sdOff: average((i) => Math.abs(this.deviation(i) - 1)),
      unitRange: average((i) => Number(this.isUnit(i))),
      sdRatio: changing.length > 0 ? high / Math.max(low, Number.MIN_VALUE) : 1,
    };
  }

  private deviation(i: number): number {
    const mean = this.sums[i]! / this.rows;
    return Math.sqrt(Math.max(0, this.squares[i]! / this.rows - mean * mean));
  }

  private isUnit(i: number): boolean {
    const reaches = Math.abs(this.least[i]!) < UNIT && Math.abs(this.most[i]! - 1) < UNIT;
    return reaches && this.atLeast[i]! <= ENDS && this.atMost[i]! <= ENDS;
  }
}
