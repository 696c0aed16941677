// Takes the fall of C's validation for learning by heart: that never makes it worse than guessing.
const diagnosis = { A: 'train-test-overlap', B: 'label-noise', C: 'overfitting' };
