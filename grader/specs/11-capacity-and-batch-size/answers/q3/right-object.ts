// The three faults.
const diagnosis = { A: 'batch-size-too-large', B: 'overfitting', C: 'underfitting' };
