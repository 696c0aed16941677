// What is subtracted is the first logit, not the largest.
function crossEntropySlopes(z: number[], label: number): number[] {
  const exponentials = z.map((logit) => Math.exp(logit - z[0]!));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value, i) => value / sum - (i === label ? 1 : 0));
}
