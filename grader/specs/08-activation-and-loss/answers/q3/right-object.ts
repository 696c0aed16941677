// The four faults.
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'unnormalized-input',
  B: 'wrong-output-activation',
  C: 'lr-too-low',
  D: 'wrong-loss',
};
