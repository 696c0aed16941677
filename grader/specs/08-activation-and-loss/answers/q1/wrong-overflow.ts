// Right on paper; exp(1000) is infinity, and infinity over infinity is NaN.
function crossEntropySlopes(z: number[], label: number): number[] {
  const exponentials = z.map((logit) => Math.exp(logit));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value, i) => value / sum - (i === label ? 1 : 0));
}
