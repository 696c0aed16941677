// A loss that stays high, taken for a slow one: the accuracy says that it has learned.
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'unnormalized-input',
  B: 'wrong-output-activation',
  C: 'wrong-loss',
  D: 'lr-too-low',
};
