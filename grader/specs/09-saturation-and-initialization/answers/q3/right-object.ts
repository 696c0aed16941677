// The four faults.
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'lr-too-low',
  B: 'exploding-gradient',
  C: 'vanishing-gradient',
  D: 'dying-relu',
};
