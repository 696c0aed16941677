// B is left open.
const diagnosis = { A: 'overfitting', C: 'class-imbalance' };
