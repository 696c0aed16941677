// Leaves one training out.
const diagnosis = { A: 'train-test-overlap', C: 'scaler-leakage' };
