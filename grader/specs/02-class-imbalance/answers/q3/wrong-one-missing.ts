// B is left open.
const diagnosis = { A: 'lr-too-low', C: 'overfitting' };
