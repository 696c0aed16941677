// Clips p but differentiates as if it had not: a saturated output still gets a gradient of about 1.
function clippedGradient(z: number, y: number, epsilon = 1e-7): number {
  const p = 1 / (1 + Math.exp(-z));
  return Math.min(Math.max(p, epsilon), 1 - epsilon) - y;
}
