// Stops at dL/dp: the derivative by the probability, not by the logit.
function clippedGradient(z: number, y: number, epsilon = 1e-7): number {
  const p = 1 / (1 + Math.exp(-z));
  return p < epsilon || p > 1 - epsilon ? 0 : (p - y) / (p * (1 - p));
}
