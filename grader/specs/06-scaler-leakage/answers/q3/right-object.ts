// The three faults.
const diagnosis: Record<'A' | 'B' | 'C', string> = {
  A: 'train-test-overlap',
  B: 'overfitting',
  C: 'scaler-leakage',
};
