// Takes the uneven curves of A for a rate that is too large.
const diagnosis = { A: 'lr-too-high', B: 'train-test-overlap', C: 'class-imbalance' };
