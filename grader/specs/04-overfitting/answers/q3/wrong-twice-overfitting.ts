// Sees the gap of D, and not that its penalty is missing.
const diagnosis = { A: 'over-regularized', B: 'overfitting', C: 'underfitting', D: 'overfitting' };
