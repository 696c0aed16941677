// Each logit by itself, as if there were four questions of yes or no.
function crossEntropySlopes(z: number[], label: number): number[] {
  return z.map((logit, i) => 1 / (1 + Math.exp(-logit)) - (i === label ? 1 : 0));
}
