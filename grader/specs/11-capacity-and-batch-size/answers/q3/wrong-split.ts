// Validation of B is not below guessing: nothing is wrong with its split.
const diagnosis = { A: 'batch-size-too-large', B: 'unshuffled-split', C: 'underfitting' };
