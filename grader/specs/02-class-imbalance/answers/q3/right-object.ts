// All three.
const diagnosis = { A: 'lr-too-low', B: 'class-imbalance', C: 'overfitting' };
