// Takes the climbing validation loss of B for overfitting.
const diagnosis: Record<'A' | 'B' | 'C', string[]> = {
  A: ['train-test-overlap', 'overfitting'],
  B: ['overfitting', 'unnormalized-input'],
  C: ['wrong-output-activation', 'lr-too-high'],
};
