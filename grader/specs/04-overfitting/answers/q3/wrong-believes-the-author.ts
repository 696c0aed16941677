// Believes the author of D that there is a penalty.
const diagnosis = { A: 'underfitting', B: 'overfitting', C: 'underfitting', D: 'over-regularized' };
