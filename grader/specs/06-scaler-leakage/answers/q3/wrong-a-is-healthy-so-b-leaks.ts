// Believes the perfect curves of A.
const diagnosis = { A: 'underfitting', B: 'train-test-overlap', C: 'scaler-leakage' };
