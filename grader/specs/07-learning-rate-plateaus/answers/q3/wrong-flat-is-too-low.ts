// Takes the dead network for a slow one: its first gradient is exactly 0.
const diagnosis = { A: 'underfitting', B: 'lr-too-high', C: 'lr-too-low', D: 'overfitting' };
