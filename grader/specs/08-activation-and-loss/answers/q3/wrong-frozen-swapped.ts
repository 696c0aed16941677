// Takes the two frozen curves for each other: only one of them ever moved.
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'wrong-output-activation',
  B: 'unnormalized-input',
  C: 'lr-too-low',
  D: 'wrong-loss',
};
