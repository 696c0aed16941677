// B learns by heart as well; but its validation does not see it.
const diagnosis = { A: 'overfitting', B: 'overfitting', C: 'class-imbalance' };
