// Takes the floor for the gap of a network that learned by heart.
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'unnormalized-input',
  B: 'wrong-output-activation',
  C: 'lr-too-low',
  D: 'overfitting',
};
