import type { Summary } from './run';

/** Minimum, maximum, mean and population standard deviation of numbers that come one by one. */
export class Moments {
  private n = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;
  private sum = 0;
  private squares = 0;

  add(value: number): void {
    this.n++;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    this.sum += value;
    this.squares += value * value;
  }

  summary(): Summary {
    const mean = this.sum / this.n;
    // A difference of large numbers may come out below zero.
    const variance = this.squares / this.n - mean * mean;
    return { min: this.min, max: this.max, mean, sd: Math.sqrt(Math.max(0, variance)) };
  }
}

/** Summary of a list. */
export function summarize(values: ArrayLike<number>): Summary {
  const moments = new Moments();
  for (let i = 0; i < values.length; i++) moments.add(values[i]!);
  return moments.summary();
}
