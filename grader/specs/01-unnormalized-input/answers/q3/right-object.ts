// The three faults.
const diagnosis: Record<'A' | 'B' | 'C', string> = {
  A: 'overfitting',
  B: 'unnormalized-input',
  C: 'lr-too-high',
};
