// All three.
const diagnosis = { A: 'overfitting', B: 'train-test-overlap', C: 'class-imbalance' };
