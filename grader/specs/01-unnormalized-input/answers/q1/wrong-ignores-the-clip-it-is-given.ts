// Right for the usual clip alone.
function clippedGradient(z: number, y: number, _epsilon = 1e-7): number {
  const p = 1 / (1 + Math.exp(-z));
  return p < 1e-7 || p > 1 - 1e-7 ? 0 : p - y;
}
