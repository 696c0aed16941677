// B and C the wrong way round.
const diagnosis = { A: 'train-test-overlap', B: 'unshuffled-split', C: 'label-noise' };
