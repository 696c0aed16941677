// Blames B's images: the same images are told apart well when the labels are right.
const diagnosis = { A: 'train-test-overlap', B: 'bad-images', C: 'unshuffled-split' };
