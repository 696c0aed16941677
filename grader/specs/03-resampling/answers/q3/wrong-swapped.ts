// Takes the gap to validation for the overlap.
const diagnosis = { A: 'train-test-overlap', B: 'overfitting', C: 'class-imbalance' };
