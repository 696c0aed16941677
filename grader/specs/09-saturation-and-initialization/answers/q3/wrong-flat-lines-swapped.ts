// Reads the flat lines alone: C and D exchanged.
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'lr-too-low',
  B: 'exploding-gradient',
  C: 'dying-relu',
  D: 'vanishing-gradient',
};
