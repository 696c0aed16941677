// A is slow, not unable: its loss still falls, ever faster.
const diagnosis = { A: 'underfitting', B: 'overfitting', C: 'batch-size-too-large' };
