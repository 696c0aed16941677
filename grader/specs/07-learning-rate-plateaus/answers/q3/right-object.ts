// The four faults.
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'lr-too-low',
  B: 'lr-too-high',
  C: 'dying-relu',
  D: 'overfitting',
};
