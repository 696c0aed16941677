// Believes the perfect validation of A, and blames the new images.
const diagnosis: Record<'A' | 'B' | 'C', string[]> = {
  A: ['unnormalized-input', 'overfitting'],
  B: ['unshuffled-split', 'unnormalized-input'],
  C: ['wrong-output-activation', 'lr-too-high'],
};
