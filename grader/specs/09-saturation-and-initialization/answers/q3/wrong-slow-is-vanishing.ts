// Takes slow for vanishing: the gradient of A is even over the layers.
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'vanishing-gradient',
  B: 'exploding-gradient',
  C: 'lr-too-low',
  D: 'dying-relu',
};
