// Forgets the clip: this is the gradient of the loss on the logit.
function clippedGradient(z: number, y: number, epsilon = 1e-7): number {
  return 1 / (1 + Math.exp(-z)) - y;
}
