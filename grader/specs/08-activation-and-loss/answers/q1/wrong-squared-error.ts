// The slope of the squared error of the probabilities: the factor p (1 - p) is left in.
function crossEntropySlopes(z: number[], label: number): number[] {
  const largest = Math.max(...z);
  const exponentials = z.map((logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value, i) => {
    const p = value / sum;
    return 2 * (p - (i === label ? 1 : 0)) * p * (1 - p);
  });
}
