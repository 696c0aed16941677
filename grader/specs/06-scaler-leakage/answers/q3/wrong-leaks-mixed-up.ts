// Takes the two leaks for each other: copied rows fail on fresh digits, a scaler that is fitted again fails on one row.
const diagnosis = { A: 'scaler-leakage', B: 'overfitting', C: 'train-test-overlap' };
