// Reads the validation loss of A alone: its training loss is near zero.
const diagnosis: Record<'A' | 'B' | 'C', string> = {
  A: 'underfitting',
  B: 'unnormalized-input',
  C: 'lr-too-high',
};
