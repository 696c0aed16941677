// Takes the high first loss of A for that of raw pixels.
const diagnosis = {
  A: 'unnormalized-input',
  B: 'overfitting',
  C: 'underfitting',
  D: 'ineffective-regularizer',
};
