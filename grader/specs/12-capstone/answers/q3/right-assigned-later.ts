// The same, one after the other.
const diagnosis: Record<string, string[]> = {};
diagnosis.C = 'lr-too-high wrong-output-activation'.split(' ');
diagnosis.B = 'unshuffled-split unnormalized-input'.split(' ');
diagnosis.A = 'overfitting train-test-overlap'.split(' ');
