/** Round values between two bounds, about as many as asked for. */
export function ticks([min, max]: readonly [number, number], count: number, leastStep = 0): number[] {
  const rough = Math.max((max - min) / count, leastStep);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * (1 - 1e-9))!;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  // Through its digits, so that 3 * 0.1 is 0.3.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** A rate as it is read: 1e-5, 0.01. */
export function rateLabel(rate: number): string {
  return rate < 1e-3 ? Number(rate.toPrecision(2)).toExponential() : String(Number(rate.toPrecision(2)));
}

/** Powers of ten between two bounds, both above zero; the bounds themselves where there is none. */
export function decades([min, max]: readonly [number, number]): number[] {
  const first = Math.ceil(Math.log10(min) - 1e-9);
  const last = Math.floor(Math.log10(max) + 1e-9);
  if (last < first) return [min, max];
  return Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`));
}
