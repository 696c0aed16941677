// Takes every frozen curve for a rate that is too high.
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'lr-too-high',
  B: 'lr-too-high',
  C: 'lr-too-low',
  D: 'wrong-loss',
};
