// The clip seen from the logit: |z| beyond log((1 - epsilon) / epsilon).
async function clippedGradient(z: number, y: number, epsilon = 1e-7) {
  const limit = Math.log((1 - epsilon) / epsilon);
  if (Math.abs(z) > limit) return 0;
  return 1 / (1 + Math.exp(-z)) - y;
}
