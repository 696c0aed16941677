// Through the logarithm of the sum: p = exp(z - log(sum)).
const crossEntropySlopes = (z: number[], label: number): number[] => {
  let top = Number.NEGATIVE_INFINITY;
  for (const logit of z) if (logit > top) top = logit;
  let sum = 0;
  for (const logit of z) sum += Math.exp(logit - top);
  const logSum = top + Math.log(sum);
  const slopes = z.map((logit) => Math.exp(logit - logSum));
  slopes[label] = slopes[label]! - 1;
  return slopes;
};
