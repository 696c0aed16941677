// Leaves one curve out.
const diagnosis = { A: 'overfitting', B: 'unnormalized-input' };
