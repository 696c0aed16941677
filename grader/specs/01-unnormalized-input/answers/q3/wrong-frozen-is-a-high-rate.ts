// Takes the frozen curve for the bouncing one.
const diagnosis: Record<'A' | 'B' | 'C', string> = {
  A: 'overfitting',
  B: 'lr-too-high',
  C: 'unnormalized-input',
};
