// C is as poor in training as in validation: it does not learn by heart.
const diagnosis = { A: 'batch-size-too-large', B: 'underfitting', C: 'overfitting' };
