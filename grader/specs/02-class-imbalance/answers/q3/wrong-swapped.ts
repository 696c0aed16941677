// The two without recall, the wrong way round.
const diagnosis = { A: 'class-imbalance', B: 'lr-too-low', C: 'overfitting' };
