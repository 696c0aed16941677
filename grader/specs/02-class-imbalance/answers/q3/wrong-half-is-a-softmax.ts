// Takes one half right for a softmax on one output.
const diagnosis = { A: 'wrong-output-activation', B: 'class-imbalance', C: 'overfitting' };
