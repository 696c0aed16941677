// The probabilities, without the target.
function crossEntropySlopes(z: number[], label: number): number[] {
  const largest = Math.max(...z);
  const exponentials = z.map((logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}
