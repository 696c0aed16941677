// Takes every missing recall for imbalance.
const diagnosis = { A: 'class-imbalance', B: 'class-imbalance', C: 'overfitting' };
