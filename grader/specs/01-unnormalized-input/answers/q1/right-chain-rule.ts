// Factor by factor: loss by clipped p, clipped p by p, p by z.
const clippedGradient = (z: number, y: number, epsilon = 1e-7): number => {
  const p = 1 / (1 + Math.exp(-z));
  const clipped = Math.min(Math.max(p, epsilon), 1 - epsilon);
  const lossByClipped = (clipped - y) / (clipped * (1 - clipped));
  const clippedByP = p === clipped ? 1 : 0;
  return lossByClipped * clippedByP * p * (1 - p);
};
