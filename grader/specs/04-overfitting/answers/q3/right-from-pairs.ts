// The same, made from pairs.
const faults = ['over-regularized', 'overfitting', 'underfitting', 'ineffective-regularizer'];
const diagnosis = Object.fromEntries(faults.map((fault, i) => ['ABCD'[i], fault]));
