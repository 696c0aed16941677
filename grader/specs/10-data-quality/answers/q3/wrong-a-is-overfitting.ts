// An overfitted network does not get its validation images right; A does.
const diagnosis = { A: 'overfitting', B: 'label-noise', C: 'unshuffled-split' };
