// The same, spread from two halves.
const left = { A: 'lr-too-low', B: 'exploding-gradient' };
const diagnosis = { ...left, C: 'vanishing-gradient', D: 'dying-relu' };
