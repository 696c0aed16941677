import { median } from './median';

/** What a curve of one number an epoch looks like. */
export interface Curve {
  values: number[];
  first: number;
  last: number;
  least: number;
  /** Epoch of the least, from 0. */
  leastAt: number;
  /** Whether a value is no finite number; JSON carries those as null. */
  breaks: boolean;
  /** Fall over the last quarter of the epochs, relative to the value before. */
  fallsStill: number;
  /** Range over the second half, relative to its median. */
  lateRange: number;
  /** Median distance, in the second half, of a value from the one before. */
  lateJump: number;
  /** Share of the steps in the second half that go up by more than 3 % of the value. */
  lateRises: number;
}

/** Reads a curve. */
export function curveOf(raw: (number | null)[]): Curve {
  const values = raw.map((value) => value ?? Number.NaN);
  const finite = values.filter(Number.isFinite);
  const least = Math.min(...finite);
  const late = values.slice(Math.floor(values.length / 2)).filter(Number.isFinite);
  const quarter = values[Math.floor((values.length * 3) / 4) - 1] ?? Number.NaN;
  const last = values.at(-1) ?? Number.NaN;
  const middle = median(late);
  const span = Math.max(...late) - Math.min(...late);
  const steps = late.slice(1).map((value, i) => (value - late[i]!) / Math.max(late[i]!, 1e-9));
  return {
    values,
    first: values[0] ?? Number.NaN,
    last,
    least,
    leastAt: values.indexOf(least),
    breaks: finite.length < values.length,
    fallsStill: (quarter - last) / Math.max(Math.abs(quarter), 1e-9),
    lateRange: span / Math.max(middle, 1e-9),
    lateJump: median(late.slice(1).map((value, i) => Math.abs(value - late[i]!))),
    lateRises: steps.filter((step) => step > 0.03).length / Math.max(1, steps.length),
  };
}
