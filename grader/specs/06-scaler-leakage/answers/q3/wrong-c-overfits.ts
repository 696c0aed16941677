// Takes the drop of C for overfitting: its accuracy on the test rows is fine as long as they come together.
const diagnosis = { A: 'train-test-overlap', B: 'overfitting', C: 'overfitting' };
