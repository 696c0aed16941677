// Takes zeros in a layer for zeros in the weights: the first layer of D still gives something.
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'lr-too-low',
  B: 'exploding-gradient',
  C: 'vanishing-gradient',
  D: 'bad-initialization',
};
