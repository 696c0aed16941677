// Takes the flat line of B for a small rate.
const diagnosis: Record<'A' | 'B' | 'C', string[]> = {
  A: ['train-test-overlap', 'overfitting'],
  B: ['unshuffled-split', 'lr-too-low'],
  C: ['wrong-output-activation', 'lr-too-high'],
};
