// Stops at the first fault of each.
const diagnosis: Record<'A' | 'B' | 'C', string[]> = {
  A: ['overfitting'],
  B: ['unnormalized-input'],
  C: ['wrong-output-activation'],
};
