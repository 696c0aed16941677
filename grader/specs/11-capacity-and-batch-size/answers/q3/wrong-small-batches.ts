// Takes the smooth line of A for that of single images, which jumps about.
const diagnosis = { A: 'batch-size-too-small', B: 'overfitting', C: 'underfitting' };
