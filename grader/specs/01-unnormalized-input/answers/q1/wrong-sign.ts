// The direction of the step in place of the gradient.
function clippedGradient(z: number, y: number, epsilon = 1e-7): number {
  const p = 1 / (1 + Math.exp(-z));
  return p < epsilon || p > 1 - epsilon ? 0 : y - p;
}
