const CONFIDENCE = 0.95;

/**
 * The largest rate at which `errors` or fewer in so many runs would still happen in 5 % of all cases: the upper
 * end of the one-sided 95 % interval of Clopper and Pearson (1934).
 *
 * @returns a rate in [0, 1].
 */
export function upperBound(errors: number, runs: number): number {
  if (errors >= runs) return 1;
  let [low, high] = [errors / runs, 1];
  // Each step halves the interval; 50 of them are beyond the precision of a double.
  for (let i = 0; i < 50; i++) {
    const rate = (low + high) / 2;
    if (chanceOfAtMost(errors, runs, rate) > 1 - CONFIDENCE) low = rate;
    else high = rate;
  }
  return high;
}

/** Chance of at most `errors` in `runs`, when each happens at `rate`. */
function chanceOfAtMost(errors: number, runs: number, rate: number): number {
  let term = (1 - rate) ** runs;
  let sum = term;
  for (let k = 0; k < errors; k++) {
    term *= ((runs - k) / (k + 1)) * (rate / (1 - rate));
    sum += term;
  }
  return sum;
}
