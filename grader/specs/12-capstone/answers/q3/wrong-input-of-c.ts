// Takes the height of C2 for pixels that are too large.
const diagnosis: Record<'A' | 'B' | 'C', string[]> = {
  A: ['train-test-overlap', 'overfitting'],
  B: ['unshuffled-split', 'unnormalized-input'],
  C: ['wrong-output-activation', 'unnormalized-input'],
};
