// Takes over for under.
const diagnosis = {
  A: 'over-regularized',
  B: 'underfitting',
  C: 'overfitting',
  D: 'ineffective-regularizer',
};
