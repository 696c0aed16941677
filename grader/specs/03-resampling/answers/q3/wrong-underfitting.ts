// Takes one half for a network that is too simple.
const diagnosis = { A: 'overfitting', B: 'train-test-overlap', C: 'underfitting' };
