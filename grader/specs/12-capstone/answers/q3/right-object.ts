// The six faults.
const diagnosis: Record<'A' | 'B' | 'C', string[]> = {
  A: ['train-test-overlap', 'overfitting'],
  B: ['unshuffled-split', 'unnormalized-input'],
  C: ['wrong-output-activation', 'lr-too-high'],
};
