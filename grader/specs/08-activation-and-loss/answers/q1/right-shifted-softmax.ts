// The largest logit subtracted, then softmax minus target.
function crossEntropySlopes(z: number[], label: number): number[] {
  const largest = Math.max(...z);
  const exponentials = z.map((logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value, i) => value / sum - (i === label ? 1 : 0));
}
