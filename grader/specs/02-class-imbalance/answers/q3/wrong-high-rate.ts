// Takes the rising validation loss for a rate that is too large.
const diagnosis = { A: 'lr-too-low', B: 'class-imbalance', C: 'lr-too-high' };
