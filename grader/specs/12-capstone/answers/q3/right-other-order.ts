// The same, each pair the other way round.
const diagnosis: Record<'A' | 'B' | 'C', string[]> = {
  A: ['overfitting', 'train-test-overlap'],
  B: ['unnormalized-input', 'unshuffled-split'],
  C: ['lr-too-high', 'wrong-output-activation'],
};
