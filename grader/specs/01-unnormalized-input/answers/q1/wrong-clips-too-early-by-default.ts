// Without an epsilon, the clip of the question is 0.0000001.
function clippedGradient(z: number, y: number, epsilon = 1e-6): number {
  const p = 1 / (1 + Math.exp(-z));
  return p < epsilon || p > 1 - epsilon ? 0 : p - y;
}
